/** One of the values that a row must have to be left out. */
interface ExcludedValue {
  /** Name of a column. */
  readonly variable: string;
  /** Its level; a number as R prints it. */
  readonly level: string;
}

/** Rows left out by choice: those that have all of these values. */
export type Exclusion = readonly ExcludedValue[];

/** `Subject = 308`, `batch = A, cask = a` */
export function exclusionText(exclusion: Exclusion): string {
  return exclusion.map(({ variable, level }) => `${variable} = ${level}`).join(', ');
}

/** How many rows an exclusion leaves out. */
export interface ExcludedRows {
  /** As `exclusionText` has it. */
  readonly text: string;
  readonly count: number;
}
