import { describe, expect, it } from 'vitest';
import { principalAxes, triangular } from '../../../../src-main/engine/lmm/principalAxes.ts';
import type { RandomBlock } from '../../../../src-main/engine/lmm/randomBlock.ts';
import { uniform } from './designs.ts';

/** A block of which only the shape matters: terms of the given widths. */
function blockOf(widths: readonly number[]): RandomBlock {
  const k = widths.reduce((sum, width) => sum + width, 0);
  let offset = 0;
  const parts = widths.map((width, design) => {
    offset += width;
    return { design, offset: offset - width, k: width };
  });
  const none = new Float64Array(0);
  return { group: 'g', nLevels: 0, codes: new Int32Array(0), k, Z: none, basis: none, free: [], parts };
}

function someMatrix({ k, parts }: RandomBlock, seed: number, lastColumn: number): Float64Array {
  const random = uniform(seed);
  const M = new Float64Array(k * k);
  for (const { offset, k: width } of parts) {
    for (let j = offset; j < offset + width; j++) {
      for (let i = offset; i < offset + width; i++) {
        M[j * k + i] = (random() - 0.5) * (j === offset + width - 1 ? lastColumn : 1);
      }
    }
  }
  return M;
}

/** A diag(d) B', or A diag(d) B where `plain`. */
function product(A: Float64Array, d: ArrayLike<number>, B: Float64Array, plain = false): Float64Array {
  const k = d.length;
  return A.map((_, at) => {
    const [i, j] = [at % k, Math.floor(at / k)];
    let sum = 0;
    for (let c = 0; c < k; c++) sum += A[c * k + i] * d[c] * (plain ? B[j * k + c] : B[c * k + j]);
    return sum;
  });
}

function expectClose(got: Float64Array, wanted: ArrayLike<number>, tolerance = 1e-14): void {
  got.forEach((value, i) => {
    expect(Math.abs(value - wanted[i])).toBeLessThan(tolerance);
  });
}

describe.each([[[1]], [[2]], [[3]], [[5]], [[2, 1, 3]]])('terms of widths %j', (widths) => {
  const block = blockOf(widths);
  const { k } = block;
  const ones = new Float64Array(k).fill(1);
  const unit = Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? 1 : 0));

  it.each([1, 1e-5, 1e-12, 0])('decomposes a matrix whose last columns are %d small', (size) => {
    const M = someMatrix(block, 3 + k, size);
    const { Q, O, d } = principalAxes(M, block);
    expectClose(product(Q, d, O), M);
    expectClose(product(Q, ones, Q), unit);
    expectClose(product(O, ones, O), unit);
    for (const { offset, k: width } of block.parts) {
      for (let j = offset + 1; j < offset + width; j++) expect(d[j]).toBeLessThanOrEqual(d[j - 1]);
    }
  });

  it('turns it into a triangle with the same product', () => {
    const { Q, d } = principalAxes(someMatrix(block, 4 + k, 1), block);
    const { L, O } = triangular(Q, d, block);
    const wanted = product(Q, d, unit);
    expectClose(product(L, ones, O, true), wanted);
    expectClose(product(L, ones, L), product(wanted, ones, wanted));
    for (let j = 0; j < k; j++) {
      expect(L[j * k + j]).toBeGreaterThanOrEqual(0);
      for (let i = 0; i < j; i++) expect(L[j * k + i]).toBe(0);
    }
  });
});
