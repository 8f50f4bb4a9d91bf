import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { ProfiledCriterion } from '../../../../src-main/engine/lmm/criterion.ts';
import { crossProducts } from '../../../../src-main/engine/lmm/crossProducts.ts';
import type { CrossProducts } from '../../../../src-main/engine/lmm/crossProducts.ts';
import { stepped } from '../../../../src-main/engine/lmm/axisPoint.ts';
import { observedHessian } from '../../../../src-main/engine/lmm/observedHessian.ts';
import { principalAxes } from '../../../../src-main/engine/lmm/principalAxes.ts';
import type { PrincipalAxes } from '../../../../src-main/engine/lmm/principalAxes.ts';
import { scaleProblem } from '../../../../src-main/engine/lmm/problem.ts';
import { joinRandomBlocks } from '../../../../src-main/engine/lmm/randomBlock.ts';
import type { ModelFrame } from '../../../../src-main/engine/frame/modelFrame.ts';
import { createWorkspace } from '../../../../src-main/engine/numerics/kernels/index.ts';
import { designs, uniform } from './designs.ts';

interface Case {
  readonly criterion: ProfiledCriterion;
  readonly A: CrossProducts;
  readonly Q: Float64Array;
  readonly y: Float64Array;
}

function prepare(frame: ModelFrame, reml: boolean, plain = false): Case {
  const problem = scaleProblem(frame);
  const blocks = joinRandomBlocks(frame.random, frame.n, problem.rootWeights);
  const A = crossProducts(blocks, problem.qr.Q, problem.qr.rank, problem.y);
  return {
    criterion: new ProfiledCriterion(A, createWorkspace({ plain }), reml),
    A,
    Q: problem.qr.Q,
    y: problem.y,
  };
}

function someTheta(criterion: ProfiledCriterion, seed: number): Float64Array {
  const random = uniform(seed);
  return Float64Array.from(criterion.parameters, ({ row, col }) =>
    row === col ? 0.2 + random() : random() - 0.5,
  );
}

/** By theta, at the last evaluation. */
function gradientOf(criterion: ProfiledCriterion): Float64Array {
  const { gradientLogDet, gradientR2 } = criterion.firstDerivatives();
  return gradientLogDet.map((value, p) => value + gradientR2[p] / criterion.sigma2);
}

function axesOf(criterion: ProfiledCriterion, theta: Float64Array): PrincipalAxes[] {
  return criterion.matrices(theta).map((T, b) => principalAxes(T, criterion.A.blocks[b]));
}

/** V = I + Z Lambda Lambda' Z' formed densely, with the criterion by its definition. */
function denseCriterion({ A, Q, y, criterion }: Case, theta: Float64Array): number {
  const n = y.length;
  const T = criterion.matrices(theta);
  const V = Matrix.eye(n, n);
  A.blocks.forEach(({ codes, k, Z }, b) => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (codes[i] !== codes[j]) continue;
        let sum = 0;
        for (let c = 0; c < k; c++) {
          let left = 0;
          let right = 0;
          for (let d = c; d < k; d++) {
            left += Z[i * k + d] * T[b][c * k + d];
            right += Z[j * k + d] * T[b][c * k + d];
          }
          sum += left * right;
        }
        V.set(i, j, V.get(i, j) + sum);
      }
    }
  });
  const cholesky = new CholeskyDecomposition(V);
  const logDet = 2 * cholesky.lowerTriangularMatrix.diagonal().reduce((sum, d) => sum + Math.log(d), 0);
  const X = new Matrix(n, A.r);
  for (let q = 0; q < A.r; q++) for (let i = 0; i < n; i++) X.set(i, q, Q[q * n + i]);
  const Y = Matrix.columnVector(Array.from(y));
  const ViX = cholesky.solve(X);
  const XtViX = X.transpose().mmul(ViX);
  const information = new CholeskyDecomposition(Matrix.add(XtViX, XtViX.transpose()).mul(0.5));
  const beta = information.solve(ViX.transpose().mmul(Y));
  const residual = Matrix.sub(Y, X.mmul(beta));
  const r2 = residual.transpose().mmul(cholesky.solve(residual)).get(0, 0);
  const logDetX = 2 * information.lowerTriangularMatrix.diagonal().reduce((sum, d) => sum + Math.log(d), 0);
  const { nu, reml } = criterion;
  return logDet + (reml ? logDetX : 0) + nu * (1 + Math.log((2 * Math.PI * r2) / nu));
}

describe.each(designs())('$name', ({ frame }) => {
  describe.each([true, false])('REML %s', (reml) => {
    it('equals the criterion of the dense covariance matrix', () => {
      const prepared = prepare(frame, reml);
      const theta = someTheta(prepared.criterion, 5);
      const dense = denseCriterion(prepared, theta);
      expect(Math.abs(prepared.criterion.objective(theta) - dense)).toBeLessThan(1e-9 * Math.abs(dense));
    });

    it.each([
      ['', null],
      [' where T is nearly singular', 1e-3],
    ])('has the gradient that differences show%s', (_, last) => {
      const { criterion } = prepare(frame, reml);
      const theta = someTheta(criterion, 7);
      if (last !== null) theta[theta.length - 1] = last;
      criterion.objective(theta);
      const gradient = gradientOf(criterion);
      gradient.forEach((analytic, p) => {
        const h = 1e-5;
        const at = (t: number): number => criterion.objective(theta.map((value, i) => (i === p ? t : value)));
        const numeric = (at(theta[p] + h) - at(theta[p] - h)) / (2 * h);
        expect(Math.abs(analytic - numeric)).toBeLessThan(2e-6 * Math.max(1, Math.abs(numeric)));
      });
    });

    it('has the gradient along the principal axes that differences show', () => {
      const { criterion } = prepare(frame, reml);
      const theta = someTheta(criterion, 8);
      criterion.objective(theta);
      const point = { theta, axes: axesOf(criterion, theta) };
      const { gradient } = criterion.derivatives(point.axes);
      gradient.forEach((analytic, p) => {
        const h = 1e-5;
        const direction = gradient.map((_, i) => (i === p ? 1 : 0));
        const at = (t: number): number => criterion.objective(stepped(criterion, point, direction, t).theta);
        const numeric = (at(h) - at(-h)) / (2 * h);
        expect(Math.abs(analytic - numeric)).toBeLessThan(2e-6 * Math.max(1, Math.abs(numeric)));
      });
    });

    it('has the observed information that differences of the criterion show', () => {
      const { criterion } = prepare(frame, reml);
      const theta = someTheta(criterion, 10);
      const centre = criterion.objective(theta);
      const point = { theta, axes: axesOf(criterion, theta) };
      const { gradient } = criterion.derivatives(point.axes);
      const H = observedHessian(criterion, point, gradient);
      const m = gradient.length;
      gradient.forEach((_, p) => {
        const h = 1e-4;
        const direction = gradient.map((__, i) => (i === p ? 1 : 0));
        const at = (t: number): number => criterion.objective(stepped(criterion, point, direction, t).theta);
        const numeric = (at(h) - 2 * centre + at(-h)) / (h * h);
        expect(Math.abs(H[p * m + p] - numeric)).toBeLessThan(1e-3 * Math.max(1, Math.abs(numeric)));
      });
    });

    it('gives the same bits without WebAssembly', () => {
      const fast = prepare(frame, reml);
      const plain = prepare(frame, reml, true);
      const theta = someTheta(fast.criterion, 9);
      expect(fast.criterion.objective(theta)).toBe(plain.criterion.objective(theta));
      const axes = axesOf(fast.criterion, theta);
      expect(fast.criterion.derivatives(axes)).toEqual(plain.criterion.derivatives(axes));
    });
  });

  it('keeps the gradient relative to theta where a variance is nearly zero', () => {
    const { criterion } = prepare(frame, true);
    const theta = someTheta(criterion, 13);
    const last = criterion.parameters.length - 1; // the last diagonal entry of the last block
    const ratio = (t: number): number => {
      theta[last] = t;
      criterion.objective(theta);
      return gradientOf(criterion)[last] / t;
    };
    // The criterion is even in a last diagonal entry: gradient / theta tends to a constant.
    const near = ratio(1e-4);
    expect(Math.abs(ratio(1e-9) - near)).toBeLessThan(1e-4 * Math.max(1, Math.abs(near)));
  });
});
