/** How many rows each level of a factor has, and which levels vanish when rows go. */
export class LevelCounts {
  readonly #codes: Int32Array;
  readonly #count: Int32Array;
  /** Levels with at least one row. */
  readonly occupied: number;

  /** @param codes level of each row, none missing */
  constructor(codes: Int32Array, nLevels: number) {
    this.#codes = codes;
    this.#count = new Int32Array(nLevels);
    for (let i = 0; i < codes.length; i++) this.#count[codes[i]]++;
    this.occupied = this.#count.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  }

  /** The levels all of whose rows are among `rows`. */
  emptiedBy(rows: Int32Array): number[] {
    const emptied: number[] = [];
    for (const row of rows) if (--this.#count[this.#codes[row]] === 0) emptied.push(this.#codes[row]);
    for (const row of rows) this.#count[this.#codes[row]]++;
    return emptied;
  }
}
