/** Entries of the first table; it grows with what is in it, so that few values stay in the processor's cache. */
const firstSize = 256;

/**
 * How many different numbers there are, leaving out NaN and infinite ones; 0 and -0 are the same. A table of
 * hashes: sorting a column of a million values would take ten times as long.
 */
export function countDistinct(values: Float64Array): number {
  const one = new Float64Array(1);
  const halves = new Uint32Array(one.buffer);
  let table = new Float64Array(firstSize).fill(NaN);
  let count = 0;

  function add(value: number): void {
    one[0] = value;
    let hash = Math.imul(halves[0] ^ Math.imul(halves[1], 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    const mask = table.length - 1;
    let place = hash & mask;
    while (table[place] !== value) {
      if (Number.isNaN(table[place])) {
        table[place] = value;
        count++;
        return;
      }
      place = (place + 1) & mask;
    }
  }

  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    add(value + 0); // -0 becomes 0
    if (count * 2 <= table.length) continue;
    const full = table;
    table = new Float64Array(4 * full.length).fill(NaN);
    count = 0;
    for (const known of full) if (!Number.isNaN(known)) add(known);
  }
  return count;
}
