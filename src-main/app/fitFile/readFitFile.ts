import { basename, dirname, isAbsolute, join } from 'node:path';
import { TextDecoder } from 'node:util';
import type { Question } from '../../../src-shared/model/analyses/index.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import { findColumn, type Dataset } from '../../../src-shared/model/dataset.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { CellProblem } from '../../../src-shared/model/csvReading.ts';
import { readCsv } from '../../importers/csv/readCsv.ts';
import { modelSpecOf } from './modelSpecOf.ts';
import { parseFitFile } from './parseFitFile.ts';
import { questionsOf } from './questionsOf.ts';
import { readLimited } from './readLimited.ts';
import type { FitFile } from './schema.ts';

/** More than any model anyone would write; a data file given by mistake is refused before it is parsed. */
const MAX_FIT_FILE_BYTES = 64 * 2 ** 20;

/** What a fit file asks for, with its data in memory. */
export interface FitJob {
  readonly file: FitFile;
  readonly spec: ModelSpec;
  /** What is asked on top of the fit. */
  readonly questions: readonly Question[];
  readonly dataset: Dataset;
  /** What the reader of the data guessed or could not use: the user must see it beside the result. */
  readonly notices: readonly Notice[];
  readonly problems: readonly CellProblem[];
  /** Milliseconds spent on reading and parsing the data. */
  readonly readMs: number;
}

/** Reads a fit file and the data it names. Throws AppError for whatever is wrong with either. */
export function readFitFile(path: string): FitJob {
  const text = new TextDecoder().decode(readLimited(path, MAX_FIT_FILE_BYTES));
  const file = parseFitFile(text, path);
  const spec = modelSpecOf(file);
  const dataPath = isAbsolute(file.data) ? file.data : join(dirname(path), file.data);
  const start = performance.now();
  const { dataset, problems, warnings } = readCsv(readLimited(dataPath), basename(file.data), {
    columns: file.columns,
    levels: file.levels,
  });
  requireColumns(dataset, 'labels', file.labels);
  requireColumns(dataset, 'units', file.units);
  return {
    file,
    spec,
    questions: questionsOf(file),
    dataset,
    notices: [...warnings, ...problemNotice(problems)],
    problems,
    readMs: performance.now() - start,
  };
}

function requireColumns(dataset: Dataset, member: string, named: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(named).find((name) => !findColumn(dataset, name));
  if (unknown === undefined) return;
  throw new AppError(
    'unknown-column',
    `${member} names ${JSON.stringify(unknown)}, which is not a column of ${dataset.name}.`,
    `Its columns are ${dataset.columns.map((column) => column.name).join(', ')}.`,
  );
}

function problemNotice(problems: readonly CellProblem[]): Notice[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, 3).map(describeProblem).join('; ');
  const count = problems.length === 1 ? '1 cell' : `${problems.length} cells`;
  const rest = problems.length > 3 ? '; and so on' : '';
  const message = `${count} of the data could not be read and ${problems.length === 1 ? 'is' : 'are'} missing: ${shown}${rest}.`;
  return [{ code: 'unreadable-cells', severity: 'caution', message }];
}

/** Line, column and value of a cell that could not be used, and why. */
export function describeProblem({ line, column, value, reason }: CellProblem): string {
  const where = column === '' ? `line ${line}` : `line ${line}, ${column}`;
  return value === '' ? `${where}: ${reason}` : `${where}: ${JSON.stringify(value)}, because ${reason}`;
}
