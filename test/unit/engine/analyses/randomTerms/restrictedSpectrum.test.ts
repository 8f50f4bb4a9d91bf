import { describe, expect, test } from 'vitest';
import { negativeEigenvalues } from '../../../../../src-main/engine/analyses/randomTerms/inertia.ts';
import { restrictedSpectrum } from '../../../../../src-main/engine/analyses/randomTerms/restrictedSpectrum.ts';
import { limitedPivotQr } from '../../../../../src-main/engine/numerics/qr.ts';
import { randomNumbers } from '../../../../../src-main/engine/numerics/random.ts';
import { symmetricEigen } from '../../../../../src-main/engine/numerics/symmetricEigen.ts';

const random = randomNumbers(7);

describe('negativeEigenvalues', () => {
  test('of random matrices, as the eigenvalues say', () => {
    for (let replicate = 0; replicate < 60; replicate++) {
      const r = 1 + (replicate % 6);
      const S = new Float64Array(r * r);
      for (let i = 0; i < r; i++) {
        for (let j = 0; j <= i; j++) S[i * r + j] = S[j * r + i] = random.normal(replicate, i * r + j);
      }
      // a diagonal of zeros needs pivots of two rows
      if (replicate % 2 === 0) for (let i = 0; i < r; i++) S[i * r + i] *= 1e-9;
      const negative = symmetricEigen(S, r).values.filter((value) => value < 0).length;
      expect(negativeEigenvalues(S.slice(), r)).toBe(negative);
    }
  });

  test('of a matrix that a single pivot cannot start', () => {
    expect(negativeEigenvalues(Float64Array.of(0, 1, 1, 0), 2)).toBe(1);
  });
});

/** Z'Z and Q'Z of clusters with given sizes, and the dense Z'(I - QQ')Z. */
function design(sizes: readonly number[], r: number, weight: (row: number) => number) {
  const codes = sizes.flatMap((size, l) => Array<number>(size).fill(l));
  const n = codes.length;
  const L = sizes.length;
  const X = Float64Array.from({ length: n * r }, (_, i) => (i < n ? 1 : random.normal(99, i)));
  const { Q } = limitedPivotQr(X, n, r);
  const D = new Float64Array(L);
  const B = new Float64Array(L * r);
  codes.forEach((l, row) => {
    D[l] += weight(row) ** 2;
    for (let q = 0; q < r; q++) B[l * r + q] += Q[q * n + row] * weight(row);
  });
  const dense = new Float64Array(L * L);
  for (let a = 0; a < L; a++) {
    for (let b = 0; b < L; b++) {
      dense[b * L + a] = a === b ? D[a] : 0;
      for (let q = 0; q < r; q++) dense[b * L + a] -= B[a * r + q] * B[b * r + q];
    }
  }
  return { D, B, eigenvalues: [...symmetricEigen(dense, L).values].reverse() };
}

describe('restrictedSpectrum', () => {
  test.each<[string, number[], number, (row: number) => number]>([
    ['equal clusters', [5, 5, 5, 5, 5, 5], 1, () => 1],
    ['a few sizes', [3, 3, 4, 4, 4, 9, 9, 2, 2, 2, 2], 3, () => 1],
    ['all different', [2, 3, 4, 5, 6, 7, 8, 9], 4, (row) => 1 + 0.1 * Math.sin(row)],
    ['as many predictors as clusters', [4, 5, 6], 3, () => 1],
  ])('%s: the eigenvalues of the dense matrix', (_, sizes, r, weight) => {
    const { D, B, eigenvalues } = design(sizes, r, weight);
    const { values, multiplicity } = restrictedSpectrum(D, B, r);
    const largest = eigenvalues[0];
    const got = [...values].flatMap((value, s) => Array<number>(multiplicity[s]).fill(value));
    const positive = eigenvalues.filter((value) => value > 1e-8 * largest);
    expect(got).toHaveLength(positive.length);
    positive.forEach((value, s) => {
      expect(Math.abs(got[s] - value)).toBeLessThan(2e-8 * largest);
    });
    expect(new Set(values).size).toBe(values.length);
  });

  test('equal clusters and an intercept: one eigenvalue, one less than clusters', () => {
    const { D, B } = design([5, 5, 5, 5, 5, 5], 1, () => 1);
    const { values, multiplicity } = restrictedSpectrum(D, B, 1);
    expect([...multiplicity]).toEqual([5]);
    expect(Math.abs(values[0] - 5)).toBeLessThan(1e-7);
  });

  test('no cluster at all', () => {
    expect(restrictedSpectrum(new Float64Array(0), new Float64Array(0), 2).values).toHaveLength(0);
  });
});
