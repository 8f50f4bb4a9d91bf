import type { CsvOptions } from '../../src-shared/model/csvReading.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';

/** A data set that comes with the program, as its file in `sets/` describes it. */
export interface Example {
  readonly id: string;
  readonly title: string;
  /** One sentence: where the data come from. */
  readonly source: string;
  /** One sentence: what is asked of them, which the prepared model answers. */
  readonly question: string;
  readonly nRows: number;
  readonly nVariables: number;
  /** Name of the file in `data/`. */
  readonly file: string;
  /** Types, and orders of levels where the first one should be another than the reader's. */
  readonly csvOptions: CsvOptions;
  /** Column name -> readable name, and unit in the singular. */
  readonly labels: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  /** The prepared model: its name in the list of models, and what is not a default. */
  readonly modelName: string;
  readonly model: { readonly formula: string } & Partial<ModelSpec>;
}
