import type Database from 'better-sqlite3';
import { basename } from 'node:path';
import type { UnreadableCells } from '../../src-shared/contract/requests.ts';
import type { AnalysisKind, Answer, Question } from '../../src-shared/model/analyses/index.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { Column, Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type { DatasetState, LevelCount } from '../../src-shared/model/project.ts';
import { countLevels } from '../../src-shared/summary/summarise.ts';
import { deleteAnswer, readAnswer, writeAnswer } from './answerTable.ts';
import { ColumnStore } from './columnStore.ts';
import { copyProject } from './copyProject.ts';
import { createProjectFile } from './createProject.ts';
import type { ProjectStart } from './createProject.ts';
import { editedValue } from './editValue.ts';
import { damaged, fileError, refusals, withFile } from './fileErrors.ts';
import { fileIdentity } from './fileIdentity.ts';
import { addEntry, applySteps, move, nextLabel } from './history.ts';
import type { Step } from './history.ts';
import { copyName, freeName } from './modelNames.ts';
import { copyResult, hasResult, insertModel, nextPosition, readFit, readModelRow } from './modelTable.ts';
import { readModels, writeResult } from './modelTable.ts';
import type { StoredModel, StoredResult } from './modelTable.ts';
import { openFile, openReadOnly } from './openFile.ts';
import type { OpenedFile } from './openFile.ts';
import { variableSteps } from './variableSteps.ts';
import type { VariableChange } from './variableSteps.ts';
import { newRevision, readVariables, stateOf } from './variableTable.ts';
import type { VariableRow } from './variableTable.ts';

export type { ProjectStart } from './createProject.ts';
export { withFile } from './fileErrors.ts';
export type { StoredModel, StoredResult } from './modelTable.ts';

/** What a window sees of the tables; read again after every change. */
interface Content {
  readonly variables: readonly VariableRow[];
  readonly dataset: DatasetState;
  readonly models: readonly StoredModel[];
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
}

/** Makes a new project file and opens it. */
export async function createProject(path: string, start: ProjectStart): Promise<Project> {
  await createProjectFile(path, start);
  return openProject(path);
}

/** AppError for everything wrong with the file, which is not changed then. */
export function openProject(path: string): Project {
  const file = openFile(path);
  try {
    return read(path, file);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'project-damaged') || file.damaged) throw error;
    return read(path, { ...withFile(path, () => openReadOnly(path)), damaged: true });
  }
}

function read(path: string, file: OpenedFile): Project {
  try {
    return withFile(path, () => new Project(path, file));
  } catch (error) {
    file.db.close();
    // A table or a column is missing, of which the version says that it is there.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR') {
      throw damaged(`“${basename(path)}”`);
    }
    throw error;
  }
}

/**
 * An open project file. Every change is on disk when its method returns, together with its entry in the
 * history; where it throws, file and memory are as before.
 */
export class Project {
  readonly path: string;
  /** The file or its folder is write-protected, or the file is damaged. */
  readonly readOnly: boolean;
  /** Not everything in it can be read. */
  readonly damaged: boolean;
  /** The name it was created with or last saved as. */
  readonly name: string;
  readonly #db: Database.Database;
  readonly #identity: string;
  readonly #datasetName: string;
  readonly #nRows: number;
  readonly #columns: ColumnStore;
  #content: Content;

  constructor(path: string, file: OpenedFile) {
    this.path = path;
    this.readOnly = file.readOnly;
    this.damaged = file.damaged;
    this.#db = file.db;
    this.#identity = fileIdentity(path);
    const row = this.#db
      .prepare('SELECT name, dataset_name AS dataset, n_rows AS nRows FROM project')
      .get() as { name: string; dataset: string; nRows: number } | undefined;
    if (row === undefined) throw damaged(`“${basename(path)}”`);
    this.name = row.name;
    this.#datasetName = row.dataset;
    this.#nRows = row.nRows;
    this.#columns = new ColumnStore(this.#db, row.nRows);
    this.#content = this.#read();
  }

  get dataset(): DatasetState {
    return this.#content.dataset;
  }

  get models(): readonly StoredModel[] {
    return this.#content.models;
  }

  /** Whether the file is where it was; it may have been moved or deleted meanwhile. */
  get inPlace(): boolean {
    return fileIdentity(this.path) === this.#identity;
  }

  /** AppError where nothing can be stored; for those who would otherwise find out after long work. */
  checkWritable(): void {
    const file = `“${basename(this.path)}”`;
    if (this.damaged) throw refusals.partlyDamaged(file);
    if (this.readOnly) throw refusals.readOnly(file);
    // SQLite would go on writing into a file that nobody can find any more.
    if (!this.inPlace) throw refusals.moved(file);
  }

  /** What undo and redo would do, in words; null = nothing. */
  get undoLabel(): string | null {
    return this.#content.undoLabel;
  }

  get redoLabel(): string | null {
    return this.#content.redoLabel;
  }

  /** Rows `from` to `to` - 1, column by column; null = missing. */
  rows(from: number, to: number, variableIds: readonly number[]): (number | string | null)[][] {
    return variableIds.map((id) => {
      const column = this.#values(this.#variable(id));
      if (column.kind === 'numeric') {
        return Array.from(column.values.subarray(from, to), (value) => (Number.isNaN(value) ? null : value));
      }
      return Array.from<number, string | null>(column.codes.subarray(from, to), (code) =>
        code < 0 ? null : column.levels[code],
      );
    });
  }

  /** All levels of a categorical variable, in order; none for a continuous one. */
  levels(variableId: number): readonly LevelCount[] {
    const column = this.#values(this.#variable(variableId));
    if (column.kind === 'numeric') return [];
    const counts = countLevels(column);
    return column.levels.map((text, code) => ({ text, count: counts[code] }));
  }

  /** The named columns; their arrays must not be changed. AppError for a name that does not exist. */
  readColumns(names: readonly string[]): Dataset {
    const columns = names.map((name): Column => {
      const variable = this.#named(name);
      const column = this.#values(variable);
      if (column.kind === 'numeric') return { ...column, name, type: 'continuous' };
      if (variable.type === 'continuous') throw new Error(`${name} is continuous but has levels.`);
      return { ...column, name, type: variable.type };
    });
    return { name: this.#datasetName, nRows: this.#nRows, columns };
  }

  revisions(names: readonly string[]): Readonly<Record<string, number>> {
    return Object.fromEntries(names.map((name) => [name, this.#named(name).revision]));
  }

  /** An empty text makes the cell missing; an unknown text becomes a new level at the end. */
  editCell(variableId: number, row: number, text: string): void {
    const variable = this.#variable(variableId);
    if (row >= this.#nRows) throw new Error(`The data have no row ${row + 1}.`);
    const column = this.#values(variable);
    const { value, newLevel } = editedValue(column, text, variable.name, row);
    const before = column.kind === 'numeric' ? column.values[row] : column.codes[row];
    if (Object.is(value, before)) return;
    this.#change(`Edit ${variable.name} in row ${row + 1}`, () => [
      {
        kind: 'cell',
        id: variableId,
        row,
        newLevel,
        before: { value: before, revision: variable.revision },
        after: { value, revision: newRevision(this.#db) },
      },
    ]);
  }

  /** @returns the cells that a new type could not read; null = all were read */
  changeVariable(variableId: number, change: VariableChange): UnreadableCells | null {
    const variable = this.#variable(variableId);
    const planned = variableSteps(variable, this.#values(variable), change);
    if (planned === null) return null;
    this.#change(planned.label, () => planned.steps(this.#columns, () => newRevision(this.#db)));
    return planned.unreadable;
  }

  /** @param name null = `Model 1`, `Model 2`, ... */
  createModel(name: string | null, draft: ModelDraft): void {
    const chosen = name ?? freeName(this.models.map((model) => model.name));
    this.#change(`Create ${chosen}`, () => [this.#newModel(chosen, draft).step]);
  }

  /** With its result, which is as good for the copy. */
  duplicateModel(modelId: number): void {
    const { name, draft } = this.#model(modelId);
    const names = this.models.map((model) => model.name);
    this.#change(`Duplicate ${name}`, () => {
      const { id, step } = this.#newModel(copyName(name, names), draft);
      copyResult(this.#db, modelId, id);
      return [step];
    });
  }

  renameModel(modelId: number, name: string): void {
    const before = this.#model(modelId).name;
    if (name !== before) this.#changeModel(modelId, `Rename ${before} to ${name}`, { name });
  }

  deleteModel(modelId: number): void {
    this.#changeModel(modelId, `Delete ${this.#model(modelId).name}`, { position: null });
  }

  changeModel(modelId: number, draft: ModelDraft, label: string): void {
    if (JSON.stringify(draft) === JSON.stringify(this.#model(modelId).draft)) return;
    this.#changeModel(modelId, label, { draft });
  }

  /**
   * Replaces the model's stored result. Not a step of the history, and possible for a model that was deleted
   * while it ran: it has the result when it comes back.
   */
  storeResult(
    modelId: number,
    stored: {
      readonly spec: ModelSpec;
      readonly revisions: Readonly<Record<string, number>>;
      readonly result: FitResult;
      readonly verdict: StoredResult['verdict'];
      /** Ids of the old result's answers that are true of this one as well; the others go. */
      readonly keptAnswers?: readonly number[];
    },
  ): void {
    const { spec, revisions, result, verdict, keptAnswers = [] } = stored;
    const { singular, aic, bic, minus2LogLik, r2 } = result;
    const finishedAt = new Date().toISOString();
    const summary = { spec, revisions, verdict, singular, finishedAt, aic, bic, minus2LogLik, r2 };
    this.#write(() => {
      writeResult(this.#db, modelId, summary, result, keptAnswers);
    });
  }

  /**
   * Keeps an answer with the result that it is about, in place of an older one of the same kind. Not a step of the
   * history.
   *
   * @returns false where the result is gone meanwhile, and the answer with it
   */
  storeAnswer(resultId: number, question: Question, answer: Answer): boolean {
    if (!hasResult(this.#db, resultId)) return false;
    this.#write(() => {
      writeAnswer(this.#db, resultId, question, answer);
    });
    return true;
  }

  /** Does nothing where there is no such answer. Not a step of the history. */
  removeAnswer(resultId: number, kind: AnalysisKind): void {
    this.#write(() => {
      deleteAnswer(this.#db, resultId, kind);
    });
  }

  /** The answers stored with the model's result, the oldest first. */
  readAnswers(modelId: number): Answer[] {
    const answers = this.models.find(({ id }) => id === modelId)?.result?.answers ?? [];
    return withFile(this.path, () => answers.map(({ id }) => readAnswer(this.#db, id)));
  }

  /** Null where the model has none. */
  readResult(modelId: number): FitResult | null {
    return withFile(this.path, () => readFit(this.#db, modelId));
  }

  /** Does nothing where there is nothing to undo. */
  undo(): void {
    if (this.undoLabel !== null) this.#write(() => move(this.#db, this.#columns, 'undo'));
  }

  redo(): void {
    if (this.redoLabel !== null) this.#write(() => move(this.#db, this.#columns, 'redo'));
  }

  /** Writes a complete copy that has the name; the file appears whole or not at all. */
  copyTo(path: string, name: string): void {
    copyProject(this.#db, this.path, path, name);
  }

  close(): void {
    this.#db.close();
  }

  #newModel(name: string, draft: ModelDraft): { id: number; step: Step } {
    const after = { position: nextPosition(this.#db), name, draft };
    const before = { ...after, position: null };
    const id = insertModel(this.#db, before);
    return { id, step: { kind: 'model', id, before, after } };
  }

  #changeModel(id: number, label: string, change: Partial<ReturnType<typeof readModelRow>>): void {
    this.#change(label, () => {
      const before = readModelRow(this.#db, id);
      return [{ kind: 'model', id, before, after: { ...before, ...change } }];
    });
  }

  /** Makes the steps and their entry in the history. */
  #change(label: string, makeSteps: () => Step[]): void {
    this.#write(() => {
      const steps = makeSteps();
      applySteps(this.#db, this.#columns, steps, 'after');
      addEntry(this.#db, this.#columns, label, steps);
    });
  }

  /** One transaction: all of it, on disk, or nothing. */
  #write(action: () => unknown): void {
    this.checkWritable();
    let content: Content;
    try {
      this.#db.transaction(action).immediate();
      this.#columns.commit();
      content = this.#read();
    } catch (error) {
      this.#columns.rollback();
      throw fileError(this.path, error);
    }
    this.#content = content;
  }

  #read(): Content {
    const variables = readVariables(this.#db, this.damaged);
    return {
      variables,
      dataset: {
        name: this.#datasetName,
        nRows: this.#nRows,
        variables: variables.map(stateOf),
      },
      models: readModels(this.#db, this.damaged),
      // Nobody can change a damaged file, and its history may be what is damaged.
      undoLabel: this.damaged ? null : nextLabel(this.#db, 'undo'),
      redoLabel: this.damaged ? null : nextLabel(this.#db, 'redo'),
    };
  }

  #values(variable: VariableRow) {
    return withFile(this.path, () => this.#columns.read(variable.columnId));
  }

  #variable(id: number): VariableRow {
    const variable = this.#content.variables.find((candidate) => candidate.id === id);
    if (variable === undefined) throw new Error(`There is no variable ${id}.`);
    return variable;
  }

  #named(name: string): VariableRow {
    const variable = this.#content.variables.find((candidate) => candidate.name === name);
    if (variable !== undefined) return variable;
    throw new AppError(
      'unknown-variable',
      `The data have no variable called “${name}”.`,
      'Choose one of the variables of the data, or correct its name in the formula.',
    );
  }

  #model(id: number): StoredModel {
    const model = this.models.find((candidate) => candidate.id === id);
    if (model !== undefined) return model;
    throw new AppError(
      'model-gone',
      'This model does not exist any more.',
      'It was deleted, perhaps in another window; undo brings it back.',
    );
  }
}
