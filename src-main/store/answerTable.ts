import type Database from 'better-sqlite3';
import type { AnalysisKind, Answer, Question } from '../../src-shared/model/analyses/index.ts';
import { questionSchema } from '../../src-shared/model/analyses/questionSchema.ts';
import { pack, unpack } from './packed.ts';
import { readRecords } from './storedText.ts';

/** An answer that is stored with a result, without its numbers. */
export interface StoredAnswer {
  readonly id: number;
  readonly question: Question;
}

/**
 * All of them by the result that they belong to, the oldest first. A question that only a later version of the
 * program knows is left out.
 *
 * @param salvage whether to leave out what cannot be read
 */
export function readAnswerList(db: Database.Database, salvage: boolean): Map<number, StoredAnswer[]> {
  const rows = db.prepare('SELECT id, result_id AS resultId, question FROM answer ORDER BY id').iterate();
  const byResult = new Map<number, StoredAnswer[]>();
  for (const { id, resultId, question } of readRecords(rows, recordOf, salvage)) {
    const known = questionSchema.safeParse(question);
    if (!known.success) continue;
    byResult.set(resultId, [...(byResult.get(resultId) ?? []), { id, question: known.data }]);
  }
  return byResult;
}

function recordOf({ id, resultId, question }: { id: number; resultId: number; question: string }) {
  return { id, resultId, question: JSON.parse(question) as unknown };
}

/** Replaces the result's answer of the same kind. */
export function writeAnswer(
  db: Database.Database,
  resultId: number,
  question: Question,
  answer: Answer,
): void {
  deleteAnswer(db, resultId, question.kind);
  db.prepare('INSERT INTO answer (result_id, kind, question, answer) VALUES (?, ?, ?, ?)').run(
    resultId,
    question.kind,
    JSON.stringify(question),
    pack(answer),
  );
}

/** Takes the result's answer of a kind away. */
export function deleteAnswer(db: Database.Database, resultId: number, kind: AnalysisKind): void {
  db.prepare('DELETE FROM answer WHERE result_id = ? AND kind = ?').run(resultId, kind);
}

/** AppError `result-damaged` where the bytes make no sense. */
export function readAnswer(db: Database.Database, id: number): Answer {
  const bytes = db.prepare('SELECT answer FROM answer WHERE id = ?').pluck().get(id) as Buffer;
  return unpack(bytes) as Answer;
}

/** Gives one result the answers of another. */
export function copyAnswers(db: Database.Database, fromResult: number, toResult: number): void {
  db.prepare(
    `INSERT INTO answer (result_id, kind, question, answer)
     SELECT ?, kind, question, answer FROM answer WHERE result_id = ? ORDER BY id`,
  ).run(toResult, fromResult);
}

/** An answer as it lies in the file. */
interface AnswerRow {
  readonly kind: string;
  readonly question: string;
  readonly answer: Buffer;
}

/** For `putAnswers`; the oldest first. */
export function takeAnswers(db: Database.Database, ids: readonly number[]): AnswerRow[] {
  const read = db.prepare('SELECT kind, question, answer FROM answer WHERE id = ?');
  return ids.map((id) => read.get(id) as AnswerRow | undefined).filter((row) => row !== undefined);
}

/** Gives a result the answers that were taken from another. */
export function putAnswers(db: Database.Database, resultId: number, rows: readonly AnswerRow[]): void {
  const write = db.prepare('INSERT INTO answer (result_id, kind, question, answer) VALUES (?, ?, ?, ?)');
  for (const { kind, question, answer } of rows) write.run(resultId, kind, question, answer);
}
