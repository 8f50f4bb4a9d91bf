import { describe, expect, it } from 'vitest';
import { settleBoundary } from '../../../../src-main/engine/lmm/boundary.ts';
import { ProfiledCriterion, SMALLEST_THETA } from '../../../../src-main/engine/lmm/criterion.ts';
import { crossProducts } from '../../../../src-main/engine/lmm/crossProducts.ts';
import { newton } from '../../../../src-main/engine/lmm/newton.ts';
import type { Optimum } from '../../../../src-main/engine/lmm/newton.ts';
import { principalAxes } from '../../../../src-main/engine/lmm/principalAxes.ts';
import { scaleProblem } from '../../../../src-main/engine/lmm/problem.ts';
import { joinRandomBlocks } from '../../../../src-main/engine/lmm/randomBlock.ts';
import { startingTheta } from '../../../../src-main/engine/lmm/start.ts';
import { createWorkspace } from '../../../../src-main/engine/numerics/kernels/index.ts';
import { designs } from './designs.ts';

function criterionOf(name: string): ProfiledCriterion {
  const design = designs().find((candidate) => candidate.name === name);
  if (!design) throw new Error(`no design ${name}`);
  const { frame } = design;
  const { rootWeights, qr, y } = scaleProblem(frame);
  const A = crossProducts(joinRandomBlocks(frame.random, frame.n, rootWeights), qr.Q, qr.rank, y);
  return new ProfiledCriterion(A, createWorkspace(), true);
}

function run(criterion: ProfiledCriterion, start: Float64Array): Optimum {
  const steps = newton(criterion, start);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('settleBoundary', () => {
  it.each(['one grouping', 'a slope'])('leaves a stationary point that is no optimum again: %s', (name) => {
    const criterion = criterionOf(name);
    // At theta = 0 the gradient is zero whatever the data say: a saddle where the clusters do differ.
    const theta = Float64Array.from(criterion.parameters, ({ row, col }) =>
      row === col ? SMALLEST_THETA : 0,
    );
    const objective = criterion.objective(theta);
    const saddle: Optimum = {
      theta,
      objective,
      iterations: 0,
      converged: true,
      decrement: 0,
      gradientNorm: 0,
      derivatives: criterion.derivatives(
        criterion.matrices(theta).map((T, b) => principalAxes(T, criterion.A.blocks[b])),
      ),
      path: [objective],
    };
    const settled = settleBoundary(criterion, saddle);
    expect(settled.boundaryEigenvalue).toBeLessThan(0);
    expect(settled.restart).not.toBeNull();
    const again = run(criterion, settled.restart ?? new Float64Array(0));
    const usual = run(criterion, startingTheta(criterion.A));
    expect(again.objective).toBeLessThan(objective - 1);
    expect(Math.abs(again.objective - usual.objective)).toBeLessThan(1e-7);
  });

  it('gives T a nonnegative diagonal without changing the criterion', () => {
    const criterion = criterionOf('a slope');
    const optimum = run(criterion, startingTheta(criterion.A));
    const flipped = { ...optimum, theta: optimum.theta.map((value) => -value) };
    const settled = settleBoundary(criterion, flipped);
    expect(settled.objective).toBeCloseTo(optimum.objective, 10);
    expect(settled.theta[0]).toBeGreaterThan(0);
    expect(settled.theta[2]).toBeGreaterThan(0);
    expect(settled.zeroColumns).toEqual([]);
  });
});
