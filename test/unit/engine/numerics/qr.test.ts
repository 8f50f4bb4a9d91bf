import { describe, expect, it } from 'vitest';
import { limitedPivotQr, type QrResult } from '../../../../src-main/engine/numerics/qr.ts';

const columns = (...values: number[][]): Float64Array => Float64Array.from(values.flat());

/** Largest |X[:, pivot] - Q R| over the kept columns, relative to each column's largest entry. */
function reconstructionError(X: Float64Array, n: number, qr: QrResult): number {
  let worst = 0;
  for (let j = 0; j < qr.rank; j++) {
    const source = qr.pivot[j] * n;
    const largest = Math.max(...X.subarray(source, source + n).map(Math.abs));
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += qr.Q[k * n + i] * (qr.R[j * qr.rank + k] / largest);
      worst = Math.max(worst, Math.abs(sum - X[source + i] / largest));
    }
  }
  return worst;
}

function orthonormalityError(n: number, qr: QrResult): number {
  let worst = 0;
  for (let a = 0; a < qr.rank; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = a === b ? -1 : 0;
      for (let i = 0; i < n; i++) sum += qr.Q[a * n + i] * qr.Q[b * n + i];
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

describe('limitedPivotQr', () => {
  it('reproduces a full-rank matrix and leaves it untouched', () => {
    const X = columns([1, 1, 1, 1, 1], [1, 2, 3, 4, 5], [1, 4, 9, 16, 26]);
    const copy = X.slice();
    const qr = limitedPivotQr(X, 5, 3);
    expect(qr.rank).toBe(3);
    expect([...qr.pivot]).toEqual([0, 1, 2]);
    expect(Math.abs(qr.R[0])).toBeCloseTo(Math.sqrt(5), 14);
    expect(reconstructionError(X, 5, qr)).toBeLessThan(1e-15);
    expect(orthonormalityError(5, qr)).toBeLessThan(1e-15);
    expect(X).toEqual(copy);
  });

  it('moves determined columns to the end and keeps the order of the others', () => {
    // Column 1 is zero, column 3 = 2 * column 0 + column 2; column 4 is new.
    const X = columns([1, 1, 1, 1], [0, 0, 0, 0], [1, 2, 3, 4], [3, 4, 5, 6], [0, 0, 1, 0]);
    const qr = limitedPivotQr(X, 4, 5);
    expect(qr.rank).toBe(3);
    expect([...qr.pivot]).toEqual([0, 2, 4, 1, 3]);
    expect(reconstructionError(X, 4, qr)).toBeLessThan(1e-15);
  });

  it('judges a column by its own size, so that units do not matter', () => {
    const base = [
      [1, 1, 1, 1, 1, 1],
      [1, 2, 3, 4, 5, 6],
      [2, 7, 1, 8, 2, 8],
    ];
    for (const unit of [1e-300, 1e-200, 1, 1e200, 1e300]) {
      const X = columns(
        base[0],
        base[1].map((v) => v * unit),
        base[2].map((v) => v / unit),
      );
      const qr = limitedPivotQr(X, 6, 3);
      expect(qr.rank).toBe(3);
      expect(reconstructionError(X, 6, qr)).toBeLessThan(1e-14);
      expect(orthonormalityError(6, qr)).toBeLessThan(1e-14);
    }
  });

  it('uses the tolerance of R', () => {
    const nearly = (size: number): Float64Array =>
      columns([1, 1, 1, 1], [1 + size, 1 - size, 1 + size, 1 - size]);
    expect(limitedPivotQr(nearly(2e-7), 4, 2).rank).toBe(2);
    expect(limitedPivotQr(nearly(0.5e-7), 4, 2).rank).toBe(1);
    expect(limitedPivotQr(nearly(0.5e-7), 4, 2, 1e-12).rank).toBe(2);
  });

  it('never keeps more columns than rows', () => {
    const X = columns([1, 2], [3, 5], [7, 1]);
    const qr = limitedPivotQr(X, 2, 3);
    expect(qr.rank).toBe(2);
    expect([...qr.pivot]).toEqual([0, 1, 2]);
    expect(reconstructionError(X, 2, qr)).toBeLessThan(1e-15);
    expect(orthonormalityError(2, qr)).toBeLessThan(1e-15);
  });

  it('refuses values that are not finite', () => {
    expect(() => limitedPivotQr(columns([1, NaN, 2]), 3, 1)).toThrow('not finite');
    expect(() => limitedPivotQr(columns([1, Infinity, 2]), 3, 1)).toThrow('not finite');
  });
});
