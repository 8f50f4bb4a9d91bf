import type Database from 'better-sqlite3';
import { parse, stringify } from 'devalue';
import type { ColumnStore } from './columnStore.ts';
import { deleteModelRow, updateModel } from './modelTable.ts';
import type { ModelRow } from './modelTable.ts';
import { understand } from './storedText.ts';
import { readVariables, updateTexts, updateValues } from './variableTable.ts';
import type { VariableRow } from './variableTable.ts';

type Texts = Pick<VariableRow, 'label' | 'unit'>;
type Values = Pick<VariableRow, 'type' | 'columnId' | 'revision'>;

/** A change that can be made and unmade: what one thing was before and is after it. */
export type Step =
  | { readonly kind: 'model'; readonly id: number; readonly before: ModelRow; readonly after: ModelRow }
  | { readonly kind: 'texts'; readonly id: number; readonly before: Texts; readonly after: Texts }
  | { readonly kind: 'values'; readonly id: number; readonly before: Values; readonly after: Values }
  | {
      readonly kind: 'cell';
      readonly id: number;
      readonly row: number;
      /** A level that came with the cell; null = none. */
      readonly newLevel: string | null;
      readonly before: { readonly value: number; readonly revision: number };
      readonly after: { readonly value: number; readonly revision: number };
    };

interface Entry {
  readonly id: number;
  readonly label: string;
  readonly steps: string;
}

/** Makes the steps happen in the tables, forwards or backwards. */
export function applySteps(
  db: Database.Database,
  columns: ColumnStore,
  steps: readonly Step[],
  direction: 'before' | 'after',
): void {
  for (const step of direction === 'after' ? steps : steps.toReversed()) {
    if (step.kind === 'model') {
      updateModel(db, step.id, step[direction]);
    } else if (step.kind === 'texts') {
      updateTexts(db, step.id, step[direction]);
    } else if (step.kind === 'values') {
      updateValues(db, step.id, step[direction], columns.read(step[direction].columnId));
    } else {
      applyCell(db, columns, step, direction);
    }
  }
}

function applyCell(
  db: Database.Database,
  columns: ColumnStore,
  step: Step & { kind: 'cell' },
  direction: 'before' | 'after',
): void {
  const variable = readVariables(db).find(({ id }) => id === step.id);
  if (variable === undefined) throw new Error(`There is no variable ${step.id}.`);
  const { columnId, type } = variable;
  const { value, revision } = step[direction];
  if (step.newLevel !== null) {
    const column = columns.read(columnId);
    if (column.kind === 'numeric') throw new Error('Numbers have no levels.');
    const levels = direction === 'after' ? [...column.levels, step.newLevel] : column.levels.slice(0, -1);
    columns.setLevels(columnId, levels);
  }
  columns.setCell(columnId, step.row, value);
  updateValues(db, step.id, { type, columnId, revision }, columns.read(columnId));
}

/** Adds what was done, and forgets for good what was undone before. */
export function addEntry(
  db: Database.Database,
  columns: ColumnStore,
  label: string,
  steps: readonly Step[],
): void {
  forgetUndone(db, columns);
  db.prepare('INSERT INTO history (undone, label, steps) VALUES (0, ?, ?)').run(label, stringify(steps));
}

/** What only undone entries knew is now out of reach: models that they made, values that they converted. */
function forgetUndone(db: Database.Database, columns: ColumnStore): void {
  const undone = db.prepare('SELECT id, label, steps FROM history WHERE undone = 1').all() as Entry[];
  for (const step of undone.flatMap(stepsOf)) {
    if (step.kind === 'values' && step.after.columnId !== step.before.columnId) {
      columns.delete(step.after.columnId);
    }
    if (step.kind === 'model' && step.before.position === null) deleteModelRow(db, step.id);
  }
  db.prepare('DELETE FROM history WHERE undone = 1').run();
}

/** Makes undone what was done last, or done again what was undone last; false where there is nothing. */
export function move(db: Database.Database, columns: ColumnStore, direction: 'undo' | 'redo'): boolean {
  const entry = nextEntry(db, direction);
  if (entry === undefined) return false;
  const undo = direction === 'undo';
  applySteps(db, columns, stepsOf(entry), undo ? 'before' : 'after');
  db.prepare('UPDATE history SET undone = ? WHERE id = ?').run(undo ? 1 : 0, entry.id);
  return true;
}

function stepsOf(entry: Entry): Step[] {
  return understand(() => parse(entry.steps) as Step[]);
}

/** What undo or redo would do, in words. */
export function nextLabel(db: Database.Database, direction: 'undo' | 'redo'): string | null {
  return nextEntry(db, direction)?.label ?? null;
}

function nextEntry(db: Database.Database, direction: 'undo' | 'redo'): Entry | undefined {
  const sql =
    direction === 'undo'
      ? 'SELECT id, label, steps FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1'
      : 'SELECT id, label, steps FROM history WHERE undone = 1 ORDER BY id LIMIT 1';
  return db.prepare(sql).get() as Entry | undefined;
}
