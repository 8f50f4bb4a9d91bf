import { expect, test } from 'vitest';
import { createWorkspace } from '../../../../src-main/engine/numerics/kernels/index.ts';
import { ProfiledCriterion } from '../../../../src-main/engine/lmm/criterion.ts';
import { crossProducts } from '../../../../src-main/engine/lmm/crossProducts.ts';
import { marginalTraces } from '../../../../src-main/engine/lmm/marginalTraces.ts';
import { scaleProblem } from '../../../../src-main/engine/lmm/problem.ts';
import { joinRandomBlocks } from '../../../../src-main/engine/lmm/randomBlock.ts';
import { handMadeFrame, uniform, type Grouping } from './designs.ts';

const n = 48;
const random = uniform(11);
const one = Array.from({ length: n }, () => 1);
const x = one.map(() => random() - 0.5);
const z = one.map(() => random() - 0.5);
const y = one.map(() => random());
const codes = (levels: number): number[] => Array.from({ length: n }, (_, i) => (i * 7 + (i >> 3)) % levels);
/** Four rows each, and within the two halves of the data. */
const pupils = one.map((_, i) => i >> 2);
const halves = one.map((_, i) => (i < 24 ? 0 : 1));

const designs: Record<string, Grouping[]> = {
  'one grouping with a slope': [{ group: 'a', codes: codes(9), columns: [one, x] }],
  'nested in two components, slopes at both levels': [
    { group: 'a', codes: pupils, columns: [one, x] },
    { group: 'b', codes: halves, columns: [one, z] },
  ],
  'three crossed groupings': [
    { group: 'a', codes: codes(11), columns: [one, x] },
    { group: 'b', codes: codes(5), columns: [one, z, x] },
    { group: 'c', codes: codes(4), columns: [one] },
  ],
};

test.each(Object.entries(designs))('%s: as from the inverse of V itself', (_name, groupings) => {
  const frame = handMadeFrame(y, [one, x], groupings);
  const { qr, y: scaled } = scaleProblem(frame);
  const A = crossProducts(joinRandomBlocks(frame.random, n, null), qr.Q, qr.rank, scaled);
  const workspace = createWorkspace();
  const criterion = new ProfiledCriterion(A, workspace, true);
  const theta = Float64Array.from(criterion.parameters, ({ row, col }) =>
    row === col ? 0.4 + random() : random() - 0.5,
  );
  criterion.objective(theta);
  const { single, product } = marginalTraces(criterion);

  // V = I + sum_l Z_l T T' Z_l', D_i = dV / dPsi_i, n x n.
  const entry = (b: number, row: number, column: number, f: (i: number, j: number) => number): number => {
    const { codes: level, Z, k } = A.blocks[b];
    if (level[row] !== level[column]) return 0;
    let sum = 0;
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) sum += Z[row * k + i] * f(i, j) * Z[column * k + j];
    }
    return sum;
  };
  const matrix = (f: (i: number, j: number) => number): number[][] =>
    one.map((_, i) => one.map((__, j) => f(i, j)));
  const T = criterion.matrices(theta);
  const psi = A.blocks.map(({ k }, b) => (i: number, j: number) => {
    let sum = 0;
    for (let d = 0; d < k; d++) sum += T[b][d * k + i] * T[b][d * k + j];
    return sum;
  });
  const V = matrix(
    (i, j) => (i === j ? 1 : 0) + psi.reduce((sum, ofBlock, b) => sum + entry(b, i, j, ofBlock), 0),
  );
  const inverse = inverseOf(V);
  const VD = criterion.parameters.map(({ block, row, col }) =>
    times(
      inverse,
      matrix((i, j) =>
        entry(block, i, j, (a, c) => ((a === row && c === col) || (a === col && c === row) ? 1 : 0)),
      ),
    ),
  );
  VD.forEach((left, i) => {
    expect(single[i] / left.reduce((sum, row, at) => sum + row[at], 0)).toBeCloseTo(1, 10);
    VD.forEach((right, j) => {
      let trace = 0;
      for (let a = 0; a < n; a++) for (let c = 0; c < n; c++) trace += left[a][c] * right[c][a];
      expect(product[j * VD.length + i]).toBeCloseTo(trace, 9);
    });
  });
  workspace.release();
});

function times(A: number[][], B: number[][]): number[][] {
  return A.map((row) => B[0].map((_, j) => row.reduce((sum, value, k) => sum + value * B[k][j], 0)));
}

/** Gauss-Jordan without pivoting: enough for a positive definite matrix. */
function inverseOf(matrix: number[][]): number[][] {
  const M = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  M.forEach((pivotRow, c) => {
    const pivot = pivotRow[c];
    pivotRow.forEach((value, j) => (pivotRow[j] = value / pivot));
    M.forEach((row, i) => {
      if (i === c) return;
      const factor = row[c];
      row.forEach((value, j) => (row[j] = value - factor * pivotRow[j]));
    });
  });
  return M.map((row) => row.slice(matrix.length));
}
