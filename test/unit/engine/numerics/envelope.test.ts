import { describe, expect, it } from 'vitest';
import {
  envelopeOf,
  factorEnvelope,
  selectedInverse,
  solveLower,
  solveLowerTransposed,
} from '../../../../src-main/engine/numerics/envelope.ts';
import { largestEigenvalue } from '../../../../src-main/engine/numerics/lanczos.ts';
import { scaledInverse } from '../../../../src-main/engine/numerics/scaledInverse.ts';
import { symmetricEigen } from '../../../../src-main/engine/numerics/symmetricEigen.ts';

/** Rows of different length, the last one full. */
const envelope = envelopeOf(Int32Array.from([0, 0, 1, 3, 1, 4, 3, 7, 0]));
const { size, first, diagonal } = envelope;

/** Diagonally dominant, and the same with all entries. */
function matrix(pivot: number): { entries: Float64Array; full: Float64Array } {
  const entries = new Float64Array(envelope.length);
  const full = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = first[i]; j <= i; j++) {
      const value = i === j ? pivot + i / 10 : Math.sin(3 * i + j);
      entries[diagonal[i] - i + j] = value;
      full[i * size + j] = full[j * size + i] = value;
    }
  }
  return { entries, full };
}

describe('Cholesky in an envelope', () => {
  const { entries, full } = matrix(6);
  const L = entries.slice();
  const definite = factorEnvelope(envelope, L);

  it('solves several right-hand sides', () => {
    expect(definite).toBe(true);
    const x = Float64Array.from({ length: 2 * size }, (_, at) => Math.cos(at));
    const g = new Float64Array(2 * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++)
        for (let c = 0; c < 2; c++) g[i * 2 + c] += full[j * size + i] * x[j * 2 + c];
    }
    solveLower(envelope, L, g, 2);
    solveLowerTransposed(envelope, L, g, 2);
    g.forEach((value, at) => {
      expect(value).toBeCloseTo(x[at], 12);
    });
  });

  it('gives the entries of the inverse that it stores', () => {
    const inverse = scaledInverse(full, size);
    const selected = selectedInverse(envelope, L);
    for (let i = 0; i < size; i++) {
      for (let j = first[i]; j <= i; j++)
        expect(selected[diagonal[i] - i + j]).toBeCloseTo(inverse[j * size + i], 12);
    }
  });

  it('tells what is not positive definite', () => {
    expect(factorEnvelope(envelope, matrix(0.5).entries)).toBe(false);
  });
});

it('Lanczos finds the largest eigenvalue, also of a negative definite matrix', () => {
  const { full } = matrix(6);
  const product = (sign: number) => (x: Float64Array) =>
    x.map((_, i) => sign * x.reduce((sum, value, j) => sum + full[j * size + i] * value, 0));
  const { values } = symmetricEigen(full, size);
  expect(largestEigenvalue(product(1), size)).toBeCloseTo(values[size - 1], 10);
  expect(largestEigenvalue(product(-1), size)).toBeCloseTo(-values[0], 10);
});
