import { cellText } from './tokenise.ts';
import type { Tokens } from './tokenise.ts';

/**
 * The distinct cells of a column, each with a number. Cells are compared where they stand in the text, so that
 * a value repeated ten thousand times costs one string. A quoted and an unquoted cell differ here.
 */
export class CellDictionary {
  readonly #tokens: Tokens;
  /** Open addressing: entry + 1, or 0 where free. The length is a power of two. */
  #slots = new Int32Array(64);
  readonly #hashes: number[] = [];
  /** Per entry: the first cell with this text, and how many there are. */
  readonly firstCell: number[] = [];
  readonly counts: number[] = [];

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  get size(): number {
    return this.firstCell.length;
  }

  /** The entry's text, escapes resolved. */
  text(entry: number): string {
    return cellText(this.#tokens, this.firstCell[entry]);
  }

  /** Whether the entry's cells are quoted (or otherwise flagged). */
  isQuoted(entry: number): boolean {
    return this.#tokens.flags[this.firstCell[entry]] !== 0;
  }

  /** Counts the cell and returns its entry, a new one if its text was not met before. */
  add(cell: number): number {
    const hash = this.#hash(cell);
    const slot = this.#slot(cell, hash);
    const known = this.#slots[slot] - 1;
    if (known >= 0) {
      this.counts[known]++;
      return known;
    }
    const entry = this.size;
    this.#slots[slot] = entry + 1;
    this.#hashes.push(hash);
    this.firstCell.push(cell);
    this.counts.push(1);
    if (this.size * 2 > this.#slots.length) this.#grow();
    return entry;
  }

  /** The entry of a cell's text, or -1 where it was never added. */
  findOrNone(cell: number): number {
    return this.#slots[this.#slot(cell, this.#hash(cell))] - 1;
  }

  /** FNV-1a over the character codes. */
  #hash(cell: number): number {
    const { text, starts, ends, flags } = this.#tokens;
    const end = ends[cell];
    let hash = 0x811c9dc5 ^ flags[cell];
    for (let i = starts[cell]; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash ^ (hash >>> 15);
  }

  #slot(cell: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const entry = this.#slots[slot] - 1;
      if (entry < 0 || (this.#hashes[entry] === hash && this.#isSame(cell, this.firstCell[entry])))
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isSame(a: number, b: number): boolean {
    const { text, starts, ends, flags } = this.#tokens;
    const startA = starts[a];
    const startB = starts[b];
    const length = ends[a] - startA;
    if (ends[b] - startB !== length || flags[a] !== flags[b]) return false;
    for (let i = 0; i < length; i++) {
      if (text.charCodeAt(startA + i) !== text.charCodeAt(startB + i)) return false;
    }
    return true;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let entry = 0; entry < this.size; entry++) {
      let slot = this.#hashes[entry] & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = entry + 1;
    }
  }
}
