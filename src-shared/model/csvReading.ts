import { z } from 'zod';
import type { Dataset } from './dataset.ts';
import type { Notice } from './notice.ts';
import { variableTypes } from './variable.ts';
import type { VariableType } from './variable.ts';

export const csvEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin1'] as const;
/** `latin1` means Windows-1252, its superset that files labelled Latin-1 nearly always use. */
export type CsvEncoding = (typeof csvEncodings)[number];

export const thousandsMarks = ['', ',', '.', ' ', '\u00a0', '\u202f', "'", '\u2019'] as const;
/** The mark between groups of three digits; '' = none. */
export type ThousandsMark = (typeof thousandsMarks)[number];

export type DecimalMark = '.' | ',';

/** What the reader is told; everything left out is detected. */
export const csvOptionsSchema = z.strictObject({
  /** One character; a space stands for any run of spaces and tabs. */
  delimiter: z.string().optional(),
  /** One character, or '' where quotation marks have no meaning. */
  quote: z.string().optional(),
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.enum(thousandsMarks).optional(),
  encoding: z.enum(csvEncodings).optional(),
  /** Whether the first line holds the names of the columns. */
  header: z.boolean().optional(),
  /** Texts that stand for a missing value, instead of the usual ones; a blank cell is always missing. */
  missingCodes: z.array(z.string()).readonly().optional(),
  /** Column name -> type. */
  columns: z.record(z.string(), z.enum(variableTypes)).readonly().optional(),
  /** Column name -> its levels in order; makes the column categorical. */
  levels: z.record(z.string(), z.array(z.string()).readonly()).readonly().optional(),
});
export type CsvOptions = Readonly<z.infer<typeof csvOptionsSchema>>;

/** A cell (or line) of the file that could not be used; it is missing in the dataset. */
export interface CellProblem {
  /** Line of the file as an editor numbers it, from 1; the first one of a row with line ends in its cells. */
  readonly line: number;
  /** Row of the dataset, from 1. */
  readonly row: number;
  /** Name of the column; '' where the whole line is concerned. */
  readonly column: string;
  /** The text of the cell or line; '' where cells are lacking. */
  readonly value: string;
  /** In words that follow "because": `it is not a number`. */
  readonly reason: string;
}

/** How the file was read: found in it or taken from the options. */
export interface DetectedCsv {
  readonly encoding: CsvEncoding;
  /** A space stands for any run of spaces and tabs. */
  readonly delimiter: string;
  readonly quote: string;
  readonly decimal: DecimalMark;
  readonly thousands: ThousandsMark;
  readonly header: boolean;
  /** The missing codes that occur in the file. */
  readonly missingCodes: readonly string[];
  readonly columns: Readonly<Record<string, VariableType>>;
}

/** A number far from all others that may stand for "missing". */
export interface SuggestedMissingCode {
  readonly column: string;
  readonly code: string;
  readonly count: number;
}

export interface CsvReading {
  readonly dataset: Dataset;
  readonly detected: DetectedCsv;
  /** Every cell that was lost, in the order of the file. */
  readonly problems: readonly CellProblem[];
  /** What is doubtful or was repaired. */
  readonly warnings: readonly Notice[];
  readonly suggestedMissingCodes: readonly SuggestedMissingCode[];
}
