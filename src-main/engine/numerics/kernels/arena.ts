import { WorkspaceFull } from './workspace.ts';

/** Doubles that 4 GiB hold, the address space of 32-bit WebAssembly. */
export const MAX_DOUBLES = 2 ** 29;
/** 64 bytes: a cache line. */
const ALIGNMENT = 8;

/**
 * Hands out memory from bottom to top. New memory is zero; memory used before a reset is cleared when it is handed out
 * again, so that every allocation starts at 0 and nothing is cleared twice.
 */
export class Arena {
  readonly #start: number;
  #next: number;
  #used: number;

  /** @param start first free double */
  constructor(start: number) {
    this.#start = Math.ceil(start / ALIGNMENT) * ALIGNMENT;
    this.#next = this.#start;
    this.#used = this.#start;
  }

  /**
   * Takes the next `doubles` doubles.
   * @param grow makes the memory at least so many doubles long, or throws a RangeError; returns a view of all of it
   */
  take(doubles: number, grow: (length: number) => Float64Array): number {
    const offset = this.#next;
    const end = offset + Math.ceil(doubles / ALIGNMENT) * ALIGNMENT;
    // not "<": the negation also refuses NaN
    if (!(doubles >= 0 && end <= MAX_DOUBLES)) throw new WorkspaceFull(doubles);
    let memory: Float64Array;
    try {
      memory = grow(end);
    } catch (problem) {
      if (problem instanceof RangeError) throw new WorkspaceFull(doubles);
      throw problem;
    }
    memory.fill(0, offset, Math.min(end, this.#used));
    this.#next = end;
    this.#used = Math.max(this.#used, end);
    return offset;
  }

  /** Forgets everything handed out. */
  reset(): void {
    this.#next = this.#start;
  }
}
