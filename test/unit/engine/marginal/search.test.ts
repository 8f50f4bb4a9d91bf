import { expect, it } from 'vitest';
import { DenseMatrix } from '../../../../src-main/engine/marginal/curvature/denseMatrix.ts';
import type { MarginalCriterion } from '../../../../src-main/engine/marginal/marginalCriterion.ts';
import { searchMarginal } from '../../../../src-main/engine/marginal/search.ts';
import type { MarginalOptimum } from '../../../../src-main/engine/marginal/search.ts';

function optimumOf(...[criterion, start]: Parameters<typeof searchMarginal>): MarginalOptimum {
  const steps = searchMarginal(criterion, start);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** f(x, y) = x^2 / 2 - y^2 / 2 + y^4 / 4: a saddle at 0, minima at y = +-1, the expected curvature of y far too large. */
function saddle(): Pick<MarginalCriterion, 'objective' | 'derivatives'> {
  let at = Float64Array.of(0, 0);
  return {
    objective(theta: Float64Array): number {
      at = Float64Array.from(theta);
      const [x, y] = theta;
      return x ** 2 / 2 - y ** 2 / 2 + y ** 4 / 4;
    },
    derivatives() {
      const [x, y] = at;
      return {
        gradient: Float64Array.of(x, y ** 3 - y),
        hessian: new DenseMatrix(2, Float64Array.of(1, 0, 0, 3 * y ** 2 - 1)),
        expected: new DenseMatrix(2, Float64Array.of(1, 0, 0, 1e4)),
        A: [],
      };
    },
  };
}

it('leaves a saddle where scoring only creeps', () => {
  const { theta, converged, iterations } = optimumOf(saddle(), Float64Array.of(1, 0.01));
  expect(converged).toBe(true);
  expect(iterations).toBeLessThanOrEqual(20);
  expect(theta[0]).toBeCloseTo(0, 5);
  expect(theta[1]).toBeCloseTo(1, 5);
});

it('goes as far in one step as a parameter is large', () => {
  // A parabola about -2e6, begun at -1e6.
  const far = 1e6;
  let at = 0;
  const parabola = {
    objective: ([x]: Float64Array): number => {
      at = x;
      return (x / far + 2) ** 2 / 2;
    },
    derivatives: () => ({
      gradient: Float64Array.of((at / far + 2) / far),
      hessian: new DenseMatrix(1, Float64Array.of(1 / far ** 2)),
      expected: new DenseMatrix(1, Float64Array.of(1 / far ** 2)),
      A: [],
    }),
  };
  const { theta, iterations } = optimumOf(parabola, Float64Array.of(-far));
  expect(iterations).toBeLessThanOrEqual(3);
  expect(theta[0] / far).toBeCloseTo(-2, 6);
});

it('takes Newton’s step where the criterion is too large to show the gain', () => {
  let at = 0;
  const onTop = {
    objective: ([x]: Float64Array): number => {
      at = x;
      return 1e9 + x ** 2 / 2;
    },
    derivatives: () => ({
      gradient: Float64Array.of(at),
      hessian: new DenseMatrix(1, Float64Array.of(1)),
      expected: new DenseMatrix(1, Float64Array.of(1)),
      A: [],
    }),
  };
  const { theta, converged, iterations, evaluations } = optimumOf(onTop, Float64Array.of(1e-4));
  expect(theta[0]).toBeCloseTo(0, 12);
  expect({ converged, iterations, evaluations }).toEqual({ converged: true, iterations: 1, evaluations: 2 });
});
