import type Database from 'better-sqlite3';
import { parse, stringify } from 'devalue';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { modelDraftSchema } from '../../src-shared/model/modelDraft.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import type { ResultState } from '../../src-shared/model/project.ts';
import { copyAnswers, putAnswers, readAnswerList, takeAnswers } from './answerTable.ts';
import type { StoredAnswer } from './answerTable.ts';
import { pack, unpack } from './packed.ts';
import { readRecords, understand } from './storedText.ts';

/** The stored result of a model, without its numbers. */
export interface StoredResult extends Omit<ResultState, 'outOfDate' | 'nParameters'> {
  /** Revision of each variable that it used, at the time of the fit. */
  readonly revisions: Readonly<Record<string, number>>;
  /** To what was asked on top of the fit; at most one of each kind. */
  readonly answers: readonly StoredAnswer[];
}

/** What is written of a result besides its numbers. */
type ResultSummary = Omit<StoredResult, 'id' | 'answers'>;

export interface StoredModel {
  readonly id: number;
  readonly name: string;
  readonly draft: ModelDraft;
  readonly result: StoredResult | null;
}

/** A model without its result; one without a position is deleted, and may come back. */
export interface ModelRow {
  readonly position: number | null;
  readonly name: string;
  readonly draft: ModelDraft;
}

/**
 * Those that are not deleted, in the order in which they are shown.
 *
 * @param salvage whether to leave out what cannot be read
 */
export function readModels(db: Database.Database, salvage = false): StoredModel[] {
  const rows = db
    .prepare(
      `SELECT model.id, model.name, model.draft, result.id AS resultId, result.summary
       FROM model LEFT JOIN result ON result.model_id = model.id
       WHERE position IS NOT NULL ORDER BY position, model.id`,
    )
    .iterate();
  // One statement after the other: the first is read to its end before.
  const models = readRecords(rows, modelOf, salvage);
  const answers = readAnswerList(db, salvage);
  return models.map((model) =>
    model.result === null
      ? { ...model, result: null }
      : { ...model, result: { ...model.result, answers: answers.get(model.result.id) ?? [] } },
  );
}

interface Joined {
  readonly id: number;
  readonly name: string;
  readonly draft: string;
  readonly resultId: number | null;
  readonly summary: string | null;
}

function modelOf({ id, name, draft, resultId, summary }: Joined) {
  const result = resultId === null || summary === null ? null : { ...resultOf(summary), id: resultId };
  return { id, name, draft: draftOf(draft), result };
}

function draftOf(text: string): ModelDraft {
  return modelDraftSchema.parse(JSON.parse(text));
}

function resultOf(text: string): ResultSummary {
  const result = parse(text) as Omit<ResultSummary, 'singular'> & Partial<ResultSummary>;
  modelSpecSchema.parse(result.spec);
  // The first versions did not write it down.
  return { ...result, singular: result.singular ?? false };
}

export function readModelRow(db: Database.Database, id: number): ModelRow {
  const row = db.prepare('SELECT position, name, draft FROM model WHERE id = ?').get(id) as
    { position: number | null; name: string; draft: string } | undefined;
  if (row === undefined) throw new Error(`There is no model ${id}.`);
  return { ...row, draft: understand(() => draftOf(row.draft)) };
}

export function insertModel(db: Database.Database, model: ModelRow): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO model (position, name, draft) VALUES (@position, @name, @draft)')
    .run({ ...model, draft: JSON.stringify(model.draft) });
  return Number(lastInsertRowid);
}

export function updateModel(db: Database.Database, id: number, model: ModelRow): void {
  db.prepare('UPDATE model SET position = @position, name = @name, draft = @draft WHERE id = @id').run({
    ...model,
    id,
    draft: JSON.stringify(model.draft),
  });
}

/** For good, with its result. */
export function deleteModelRow(db: Database.Database, id: number): void {
  db.prepare('DELETE FROM model WHERE id = ?').run(id);
}

/** The position after the last one. */
export function nextPosition(db: Database.Database): number {
  return db.prepare('SELECT coalesce(max(position), 0) + 1 FROM model').pluck().get() as number;
}

/**
 * Replaces the result of a model.
 *
 * @param keptAnswers ids of the old one's answers that are true of the new one as well
 */
export function writeResult(
  db: Database.Database,
  modelId: number,
  stored: ResultSummary,
  fit: FitResult,
  keptAnswers: readonly number[],
): void {
  const answers = takeAnswers(db, keptAnswers);
  db.prepare('DELETE FROM result WHERE model_id = ?').run(modelId);
  const { lastInsertRowid } = db
    .prepare('INSERT INTO result (model_id, summary, fit) VALUES (?, ?, ?)')
    .run(modelId, stringify(stored), pack(fit));
  putAnswers(db, Number(lastInsertRowid), answers);
}

export function hasResult(db: Database.Database, id: number): boolean {
  return db.prepare('SELECT 1 FROM result WHERE id = ?').get(id) !== undefined;
}

/** With its answers. */
export function copyResult(db: Database.Database, fromModel: number, toModel: number): void {
  const from = db.prepare('SELECT id FROM result WHERE model_id = ?').pluck().get(fromModel) as
    number | undefined;
  if (from === undefined) return;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO result (model_id, summary, fit) SELECT ?, summary, fit FROM result WHERE id = ?')
    .run(toModel, from);
  copyAnswers(db, from, Number(lastInsertRowid));
}

export function readFit(db: Database.Database, modelId: number): FitResult | null {
  const bytes = db.prepare('SELECT fit FROM result WHERE model_id = ?').pluck().get(modelId) as
    Buffer | undefined;
  return bytes === undefined ? null : (unpack(bytes) as FitResult);
}
