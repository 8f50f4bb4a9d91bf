import { expect } from 'vitest';

/** Collects differences from a reference, so that a failure lists all of them with both values. */
export class Comparison {
  readonly #mismatches: string[] = [];
  #count = 0;

  /** Numbers agree within `allowed`; null and undefined never agree with a number. */
  number(quantity: string, expected: number, got: number | null | undefined, allowed: number): void {
    this.#count++;
    const error = typeof got === 'number' ? Math.abs(got - expected) : NaN;
    if (error <= allowed) return;
    this.#mismatches.push(`${quantity}: expected ${expected}, got ${got ?? 'nothing'} (allowed ${allowed})`);
  }

  /** As `number`, but a lower value is a better optimum. */
  atMost(quantity: string, expected: number, got: number, allowed: number): void {
    this.number(quantity, expected, got < expected && got > expected - 1 ? expected : got, allowed);
  }

  /** Names, counts and truth values agree exactly. */
  same(quantity: string, expected: unknown, got: unknown): void {
    this.#count++;
    const [left, right] = [expected, got].map((value) => JSON.stringify(value));
    if (left !== right) this.#mismatches.push(`${quantity}: expected ${left}, got ${right}`);
  }

  /** Fails with all mismatches, and where nothing was compared. */
  finish(): void {
    expect(this.#mismatches.join('\n')).toBe('');
    expect(this.#count).toBeGreaterThan(0);
  }
}
