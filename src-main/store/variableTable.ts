import type Database from 'better-sqlite3';
import { parse, stringify } from 'devalue';
import type { ColumnSummary, VariableState, VariableSummary } from '../../src-shared/model/project.ts';
import type { VariableType } from '../../src-shared/model/variable.ts';
import { summarise } from '../../src-shared/summary/summarise.ts';
import type { ColumnData } from './columnStore.ts';
import { readRecords } from './storedText.ts';

/** A variable, and which values are its own at present. */
export interface VariableRow extends VariableState {
  readonly columnId: number;
}

interface Stored {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly type: VariableType;
  readonly column_id: number;
  readonly revision: number;
  readonly missing: number;
  readonly summary: string;
}

/**
 * In the order of the data.
 *
 * @param salvage whether to leave out what cannot be read
 */
export function readVariables(db: Database.Database, salvage = false): VariableRow[] {
  const rows = db.prepare('SELECT * FROM variable ORDER BY position').iterate();
  return readRecords(rows, variableOf, salvage);
}

function variableOf(row: Stored): VariableRow {
  const { column_id: columnId, id, name, label, unit, type, revision, missing } = row;
  const summary = parse(row.summary) as VariableSummary;
  return { id, name, label, unit, type, missing, summary, revision, columnId };
}

/** Without what only the store knows. */
export function stateOf(variable: VariableRow): VariableState {
  const { id, name, label, unit, type, missing, summary, revision } = variable;
  return { id, name, label, unit, type, missing, summary, revision };
}

export function insertVariable(
  db: Database.Database,
  variable: Pick<VariableRow, 'name' | 'label' | 'unit' | 'type' | 'columnId' | 'revision'>,
  position: number,
  { missing, summary }: ColumnSummary,
): void {
  db.prepare(
    `INSERT INTO variable (position, name, label, unit, type, column_id, revision, missing, summary)
     VALUES (@position, @name, @label, @unit, @type, @columnId, @revision, @missing, @summary)`,
  ).run({ ...variable, position, missing, summary: stringify(summary) });
}

export function updateTexts(
  db: Database.Database,
  id: number,
  texts: { readonly label: string; readonly unit: string },
): void {
  db.prepare('UPDATE variable SET label = @label, unit = @unit WHERE id = @id').run({ id, ...texts });
}

/** Says which values are the variable's own, and sums them up anew. */
export function updateValues(
  db: Database.Database,
  id: number,
  values: Pick<VariableRow, 'type' | 'columnId' | 'revision'>,
  column: ColumnData,
): void {
  const { missing, summary } = summarise(column);
  db.prepare(
    `UPDATE variable SET type = @type, column_id = @columnId, revision = @revision, missing = @missing,
       summary = @summary WHERE id = @id`,
  ).run({ ...values, id, missing, summary: stringify(summary) });
}

/** A number that no variable ever had as revision. */
export function newRevision(db: Database.Database): number {
  return db
    .prepare('UPDATE project SET last_revision = last_revision + 1 RETURNING last_revision')
    .pluck()
    .get() as number;
}
