import type { CellProblem, CsvOptions, DetectedCsv, SuggestedMissingCode } from './csvReading.ts';
import type { Notice } from './notice.ts';
import type { VariableSummary } from './project.ts';
import type { VariableType } from './variable.ts';

/** A column as it was read. */
export interface PreviewColumn {
  readonly name: string;
  readonly type: VariableType;
  readonly missing: number;
  readonly summary: VariableSummary;
  /** The first rows; null = missing. */
  readonly cells: readonly (number | string | null)[];
}

/** A data file as the reader understood it, before anything is stored. */
export interface ImportPreview {
  readonly name: string;
  readonly nRows: number;
  /** As asked for: what is not here was detected. */
  readonly options: CsvOptions;
  readonly detected: DetectedCsv;
  readonly columns: readonly PreviewColumn[];
  /** The first unreadable cells, at most 200. */
  readonly problems: readonly CellProblem[];
  readonly nProblems: number;
  readonly warnings: readonly Notice[];
  readonly suggestedMissingCodes: readonly SuggestedMissingCode[];
}
