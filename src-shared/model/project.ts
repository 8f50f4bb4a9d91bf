import type { AnalysisKind, Question } from './analyses/index.ts';
import type { ModelDraft } from './modelDraft.ts';
import type { ModelSpec } from './modelSpec.ts';
import type { Progress } from './fitResult.ts';
import type { VariableType } from './variable.ts';

/** A level of a categorical variable with the number of its rows. */
export interface LevelCount {
  readonly text: string;
  readonly count: number;
}

/** What the values of a variable look like, for lists and small pictures. */
export type VariableSummary =
  | {
      readonly kind: 'numeric';
      /** NaN where every value is missing. */
      readonly min: number;
      readonly max: number;
      readonly mean: number;
      /** NaN with fewer than two values. */
      readonly sd: number;
      readonly nDistinct: number;
      /** Counts in equal classes from min to max; empty where every value is missing. */
      readonly histogram: readonly number[];
    }
  | {
      readonly kind: 'categorical';
      readonly nLevels: number;
      /** The first levels in order, at most 24; the first one is the reference. */
      readonly levels: readonly LevelCount[];
    };

/** What the values of a column look like, and how many are missing. */
export interface ColumnSummary {
  readonly summary: VariableSummary;
  readonly missing: number;
}

export interface VariableState {
  readonly id: number;
  readonly name: string;
  /** Readable name for the report; '' = the name itself. */
  readonly label: string;
  /** Unit in the singular, e.g. `ms`; '' = none. */
  readonly unit: string;
  readonly type: VariableType;
  readonly missing: number;
  readonly summary: VariableSummary;
  /** Changes with every change of values, type or levels, and returns to what it was when that is undone. */
  readonly revision: number;
}

/** The data of a project, without the values. */
export interface DatasetState {
  readonly name: string;
  readonly nRows: number;
  /** In the order of the file. */
  readonly variables: readonly VariableState[];
}

/** The finished result that is stored with a model. */
export interface ResultState {
  readonly id: number;
  readonly spec: ModelSpec;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** Why it no longer belongs to what is shown: the model was changed, or a variable it used. */
  readonly outOfDate: readonly ('model' | 'data')[];
  readonly verdict: 'sound' | 'caution' | 'bad';
  /** Whether a component is at its limit. */
  readonly singular: boolean;
  readonly aic: number;
  readonly bic: number;
  readonly minus2LogLik: number;
  /** Coefficients and covariance parameters. */
  readonly nParameters: number;
  readonly r2: { readonly marginal: number; readonly conditional: number };
}

/** A fit that waits or runs. */
export interface RunState {
  readonly status: 'queued' | 'running';
  /** Null until the engine has reported. */
  readonly progress: Progress | null;
  /** ISO 8601, UTC: when it was queued. */
  readonly queuedAt: string;
}

/** Something asked on top of the model's result: it waits, runs, is answered or could not be. */
export interface AnalysisState {
  readonly kind: AnalysisKind;
  /** The latest one of the kind. */
  readonly question: Question;
  readonly status: 'queued' | 'running' | 'done' | 'failed';
  /** Null until the engine has reported. */
  readonly progress: Progress | null;
  /** Why there is no answer. */
  readonly failure: Failure | null;
  /** The stored answer that the report shows, perhaps to an earlier question of the kind; null = none. */
  readonly answerId: number | null;
}

/** A mistake of the user or a file as it crosses borders; see AppError. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface ModelState {
  readonly id: number;
  readonly name: string;
  readonly draft: ModelDraft;
  readonly result: ResultState | null;
  /** Why the last run ended without a result; null after a success, a cancel or a change of the model. */
  readonly failure: Failure | null;
  readonly run: RunState | null;
  /** At most one of each kind. */
  readonly analyses: readonly AnalysisState[];
}

/** All that a window shows of an open project, except values and results, which are asked for. */
export interface ProjectState {
  /** Identifies the open file while the program runs. */
  readonly id: string;
  /** Where it was saved; null = untitled, kept in the user's data folder. */
  readonly path: string | null;
  readonly name: string;
  readonly readOnly: boolean;
  readonly dataset: DatasetState;
  readonly models: readonly ModelState[];
  /** What undo and redo would do, in words: `Add Days to predictors`; null = nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}
