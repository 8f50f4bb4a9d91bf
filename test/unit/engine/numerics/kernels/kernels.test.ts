import { describe, expect, it } from 'vitest';
import {
  createWorkspace,
  packedIndex,
  packedLength,
} from '../../../../../src-main/engine/numerics/kernels/index.ts';
import type { Workspace } from '../../../../../src-main/engine/numerics/kernels/index.ts';
import type { Matrix } from './matrices.ts';
import {
  bits,
  largestDifference,
  naiveCholesky,
  naiveInverse,
  randomNumbers,
  randomSpd,
  store,
} from './matrices.ts';

// 48 and 512 are the block and chunk sizes of the kernels in columns: below, at and above the block
const orders = [4, 5, 8, 12, 35, 44, 48, 49, 52, 96, 128, 131, 199, 200, 260, 330];
const both = ['wasm-simd', 'plain'] as const;

function open(name: (typeof both)[number]): Workspace {
  const workspace = createWorkspace({ plain: name === 'plain' });
  expect(workspace.kernels.name).toBe(name);
  return workspace;
}

/** A copy of what a packed matrix holds. */
function read(workspace: Workspace, offset: number, length: number): Float64Array {
  return workspace.f64().slice(offset, offset + length);
}

/** Factor and inverse of a matrix, one after the other. */
function factorAndInvert(workspace: Workspace, a: Matrix): { l: Float64Array; s: Float64Array } {
  const panels = Math.ceil(a.length / 4);
  const length = packedLength(panels);
  const at = store(workspace, a);
  const u = workspace.alloc(length);
  const s = workspace.alloc(length);
  expect(workspace.kernels.cholesky(at, panels)).toBe(0);
  const l = read(workspace, at, length);
  workspace.kernels.inverse(at, u, s, panels);
  return { l, s: read(workspace, s, length) };
}

describe.each(both)('%s kernels', (name) => {
  it.each(orders)('factor and invert a matrix of order %i', (order) => {
    const workspace = open(name);
    const a = randomSpd(order, order);
    const { l, s } = factorAndInvert(workspace, a);
    workspace.release();
    expect(largestDifference(l, naiveCholesky(a))).toBeLessThan(1e-12);
    expect(largestDifference(s, naiveInverse(a))).toBeLessThan(1e-12);
  });

  it('clear the factor and fill the inverse above the diagonal inside diagonal tiles', () => {
    const workspace = open(name);
    const { l, s } = factorAndInvert(workspace, randomSpd(8, 1));
    workspace.release();
    expect(l[packedIndex(4, 6)]).toBe(0);
    expect(s[packedIndex(4, 6)]).toBe(s[packedIndex(6, 4)]);
  });

  it('invert a leading block alone, also in place of the factor', () => {
    const workspace = open(name);
    const a = randomSpd(100, 2);
    const at = store(workspace, a);
    workspace.kernels.cholesky(at, 25);
    const u = workspace.alloc(packedLength(17));
    const s = workspace.alloc(packedLength(17));
    workspace.kernels.inverse(at, u, s, 17);
    const separate = read(workspace, s, packedLength(17));
    const below = read(workspace, at + packedLength(17), packedLength(25) - packedLength(17));
    workspace.kernels.inverse(at, u, at, 17);
    const inPlace = read(workspace, at, packedLength(17));
    const untouched = read(workspace, at + packedLength(17), below.length);
    workspace.release();
    const leading = a.slice(0, 68).map((row) => row.slice(0, 68));
    expect(largestDifference(separate, naiveInverse(leading))).toBeLessThan(1e-12);
    expect(bits(inPlace)).toEqual(bits(separate));
    expect(bits(untouched)).toEqual(bits(below));
  });

  it.each([4, 8, 36, 100, 203])('solve with the factor of order %i', (order) => {
    const workspace = open(name);
    const a = randomSpd(order, 3);
    const panels = Math.ceil(order / 4);
    const at = store(workspace, a);
    const x = workspace.alloc(4 * panels);
    const next = randomNumbers(order);
    const truth = Float64Array.from({ length: order }, next);
    workspace.f64().set(
      a.map((row) => row.reduce((sum, value, j) => sum + value * truth[j], 0)),
      x,
    );
    workspace.kernels.cholesky(at, panels);
    workspace.kernels.forwardSolve(at, panels, x);
    const l = naiveCholesky(a);
    const half = truth.map((_, j) => l.reduce((sum, row, i) => sum + row[j] * truth[i], 0));
    half.forEach((value, i) => {
      expect(workspace.f64()[x + i]).toBeCloseTo(value, 11);
    });
    workspace.kernels.backSolve(at, panels, x);
    truth.forEach((value, i) => {
      expect(workspace.f64()[x + i]).toBeCloseTo(value, 11);
    });
    workspace.release();
  });

  it.each([
    [1, 1],
    [5, 7],
    [20, 300],
    [14, 700],
  ])('subtract the product of %i panels with %i columns', (panels, columns) => {
    const workspace = open(name);
    const next = randomNumbers(4);
    const order = 4 * panels;
    const c = store(workspace, randomSpd(order, 5));
    const before = read(workspace, c, packedLength(panels));
    const a = workspace.alloc(order * columns);
    const rows = Array.from({ length: order }, () => Float64Array.from({ length: columns }, next));
    rows.forEach((row, i) => {
      row.forEach((value, k) => {
        workspace.f64()[a + (i >> 2) * 4 * columns + 4 * k + (i & 3)] = value;
      });
    });
    workspace.kernels.rankUpdate(c, a, panels, columns);
    const after = read(workspace, c, packedLength(panels));
    workspace.release();
    const expected = rows.map((row, i) =>
      Float64Array.from(
        { length: i + 1 },
        (_, j) => before[packedIndex(i, j)] - row.reduce((sum, value, k) => sum + value * rows[j][k], 0),
      ),
    );
    expect(largestDifference(after, expected)).toBeLessThan(1e-12);
  });

  it.each([0, 3, 4, 63, 70, 129])('name row %i as the first without a positive pivot', (row) => {
    const workspace = open(name);
    const a = randomSpd(132, 6);
    a[row][row] = -1;
    if (row < 100) a[100][100] = -1;
    expect(workspace.kernels.cholesky(store(workspace, a), 33)).toBe(row + 1);
    workspace.release();
  });

  it('refuse a singular matrix, NaN and infinity', () => {
    const workspace = open(name);
    const singular = Array.from({ length: 8 }, () => new Float64Array(8).fill(1));
    expect(workspace.kernels.cholesky(store(workspace, singular), 2)).toBe(2);
    for (const bad of [NaN, Infinity]) {
      const a = randomSpd(80, 7);
      a[70][70] = bad;
      expect(workspace.kernels.cholesky(store(workspace, a), 20)).toBe(71);
    }
    const a = randomSpd(80, 7);
    a[70][2] = NaN;
    expect(workspace.kernels.cholesky(store(workspace, a), 20)).toBe(71);
    workspace.release();
  });
});

// 600 crosses the chunk of 512 columns
it.each([...orders, 600])('both kernels give the same bits at order %i', (order) => {
  const a = randomSpd(order, 1000 + order);
  const panels = Math.ceil(order / 4);
  const columns = order + 3;
  const [simd, plain] = both.map((name) => {
    const workspace = open(name);
    const { l, s } = factorAndInvert(workspace, a);
    const next = randomNumbers(order);
    const factor = store(workspace, a);
    const x = workspace.alloc(4 * panels);
    const c = workspace.alloc(packedLength(panels));
    const product = workspace.alloc(4 * panels * columns);
    workspace.kernels.cholesky(factor, panels);
    const f = workspace.f64();
    for (let i = 0; i < 4 * panels; i++) f[x + i] = next();
    for (let i = 0; i < 4 * panels * columns; i++) f[product + i] = next();
    workspace.kernels.forwardSolve(factor, panels, x);
    const forward = read(workspace, x, 4 * panels);
    workspace.kernels.backSolve(factor, panels, x);
    workspace.kernels.rankUpdate(c, product, panels, columns);
    const results = {
      l,
      s,
      forward,
      back: read(workspace, x, 4 * panels),
      c: read(workspace, c, packedLength(panels)),
    };
    workspace.release();
    return results;
  });
  for (const part of ['l', 's', 'forward', 'back', 'c'] as const)
    expect(bits(simd[part])).toEqual(bits(plain[part]));
});
