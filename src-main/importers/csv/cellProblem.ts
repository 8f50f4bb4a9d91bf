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
