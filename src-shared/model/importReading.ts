import type { CsvReading } from './csvReading.ts';
import type { ColumnSummary } from './project.ts';

/** A data file as a worker hands it over: with what would take long to find out where windows are served. */
export interface ImportReading extends CsvReading {
  /** The first ones only, as a window shows them. */
  readonly problems: CsvReading['problems'];
  /** How many there are in all. */
  readonly nProblems: number;
  /** Of the columns of the dataset, in their order. */
  readonly summaries: readonly ColumnSummary[];
}
