/** Hears how much of the reading is done, 0 to 1, and what is being done. */
export type OnReading = (fraction: number, doing: string) => void;

/** The parts of the reading by their share of the time, as measured on a file of 100 MB. */
const shares = {
  'Decoding the text': [0, 0.12],
  'Finding the cells': [0.12, 0.55],
  'Looking at the numbers': [0.55, 0.72],
  'Reading the columns': [0.72, 1],
} as const;
type Part = keyof typeof shares;

/** Share of one part -> share of the whole. */
export function partOf(onReading: OnReading | undefined, part: Part): (fraction: number) => void {
  if (onReading === undefined) return () => undefined;
  const [from, to] = shares[part];
  return (fraction) => {
    onReading(from + fraction * (to - from), part);
  };
}
