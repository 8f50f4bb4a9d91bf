/** What a row must be or have to be left out. */
type ExcludedValue =
  /** A column and its level; a number as R prints it. */
  | { readonly variable: string; readonly level: string }
  /** Its place in the data, from 1. */
  | { readonly row: number };

/** Rows left out by choice: those that fulfil all of these. */
export type Exclusion = readonly ExcludedValue[];

/** `Subject = 308`, `batch = A, cask = a`, `row 12` */
export function exclusionText(exclusion: Exclusion): string {
  return exclusion
    .map((value) => ('row' in value ? `row ${value.row}` : `${value.variable} = ${value.level}`))
    .join(', ');
}

/** The columns that tell which rows are left out. */
export function exclusionColumns(exclusions: readonly Exclusion[] = []): string[] {
  return exclusions.flat().flatMap((value) => ('row' in value ? [] : [value.variable]));
}

/** How many rows an exclusion leaves out. */
export interface ExcludedRows {
  /** As `exclusionText` has it. */
  readonly text: string;
  readonly count: number;
}
