import type { UnreadableCells } from '../../src-shared/contract/requests.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type { DatasetState, LevelCount, ResultState } from '../../src-shared/model/project.ts';
import type { VariableType } from '../../src-shared/model/variable.ts';

/** The stored result of a model, without its numbers. */
export interface StoredResult extends Omit<ResultState, 'outOfDate'> {
  /** Revision of each variable that it used, at the time of the fit. */
  readonly revisions: Readonly<Record<string, number>>;
}

export interface StoredModel {
  readonly id: number;
  readonly name: string;
  readonly draft: ModelDraft;
  readonly result: StoredResult | null;
}

export interface VariableChange {
  readonly label?: string | undefined;
  readonly unit?: string | undefined;
  readonly type?: VariableType | undefined;
  /** All levels in their new order. */
  readonly levels?: readonly string[] | undefined;
}

/**
 * A project file. Every change is on disk when its method returns, together with its entry in the history;
 * where it throws, file and memory are as before.
 */
export interface Project {
  readonly path: string;
  readonly readOnly: boolean;
  /** The name it was created with or last saved as. */
  readonly name: string;
  readonly dataset: DatasetState;
  readonly models: readonly StoredModel[];
  /** What undo and redo would do; null = nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;

  /** Rows `from` to `to` - 1, column by column. */
  rows(from: number, to: number, variableIds: readonly number[]): (readonly (number | string | null)[])[];
  levels(variableId: number): readonly LevelCount[];
  /** The named columns; the arrays must not be changed. AppError for a name that does not exist. */
  readColumns(names: readonly string[]): Dataset;
  revisions(names: readonly string[]): Readonly<Record<string, number>>;

  editCell(variableId: number, row: number, text: string): void;
  changeVariable(variableId: number, change: VariableChange): UnreadableCells | null;

  createModel(name: string | null, draft: ModelDraft): void;
  duplicateModel(modelId: number): void;
  renameModel(modelId: number, name: string): void;
  deleteModel(modelId: number): void;
  changeModel(modelId: number, draft: ModelDraft, label: string): void;
  /** Replaces the model's stored result. Not a step of the history. */
  storeResult(
    modelId: number,
    stored: {
      readonly spec: ModelSpec;
      readonly revisions: Readonly<Record<string, number>>;
      readonly result: FitResult;
      readonly verdict: StoredResult['verdict'];
    },
  ): void;
  /** Null where the model has none. */
  readResult(modelId: number): FitResult | null;
  undo(): void;
  redo(): void;
  /** Writes a complete copy, under the name given there; the file appears whole or not at all. */
  copyTo(path: string, name: string): void;
  close(): void;
}
