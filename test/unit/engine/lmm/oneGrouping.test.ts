import { describe, expect, it } from 'vitest';
import { startingPoint } from '../../../../src-main/engine/lmm/axisPoint.ts';
import { OneGrouping } from '../../../../src-main/engine/lmm/oneGrouping.ts';
import { referenceData } from '../../../helpers/datasets.ts';
import { fitted } from '../analyses/bootstrap/fitted.ts';

const sleepstudy = referenceData('sleepstudy');

describe('OneGrouping', () => {
  it.each([
    ['correlated slopes by REML', 'Reaction ~ Days + (Days | Subject)', 'REML'],
    ['uncorrelated slopes by ML', 'Reaction ~ Days + I(Days^2) + (Days || Subject)', 'ML'],
    ['three effects', 'Reaction ~ Days + (Days + I(Days^2) | Subject)', 'REML'],
    ['no fixed part', 'Reaction ~ 0 + (1 | Subject)', 'ML'],
  ] as const)('is the general criterion: %s', (_, formula, method) => {
    const { criterion, settled } = fitted(sleepstudy, formula, { method });
    const model = new OneGrouping(criterion.A, criterion.reml);
    const elsewhere = settled.theta.map((value, p) => 0.7 * value + 0.2 * Math.sin(p + 1));
    for (const theta of [elsewhere, settled.theta]) {
      const expected = criterion.objective(theta);
      const { gradientLogDet, gradientR2 } = criterion.firstDerivatives();
      expect(model.evaluate(criterion.matrices(theta)[0])).toBe(true);
      model.differentiate();
      expect(model.objective).toBeCloseTo(expected, 9);
      expect(model.sigma2 / criterion.sigma2).toBeCloseTo(1, 12);
      criterion.factor.solution().beta.forEach((value, q) => {
        expect(model.beta[q]).toBeCloseTo(value, 10);
      });
      gradientLogDet.forEach((value, p) => {
        const slope = value + gradientR2[p] / criterion.sigma2;
        expect(Math.abs(model.gradient[p] - slope)).toBeLessThan(1e-9 * (Math.abs(value) + 1));
      });
    }
  });

  it('has the average information of the general criterion', () => {
    const { criterion, settled } = fitted(sleepstudy, 'Reaction ~ Days + (1 | Subject)');
    const model = new OneGrouping(criterion.A, true);
    const theta = settled.theta.map((value) => 1.5 * value);
    criterion.objective(theta);
    const { hessian } = criterion.derivatives(startingPoint(criterion, theta).axes);
    model.evaluate(criterion.matrices(theta)[0]);
    model.differentiate();
    expect(model.hessian[0] / hessian[0]).toBeCloseTo(1, 10);
  });

  it('has a curvature close to the observed one where clusters are many', () => {
    const { criterion, settled } = fitted(referenceData('egsingle'), 'math ~ year + (year | childid)');
    const model = new OneGrouping(criterion.A, true);
    const at = (theta: Float64Array) => {
      model.evaluate(criterion.matrices(theta)[0]);
      model.differentiate();
    };
    at(settled.theta);
    const m = settled.theta.length;
    const hessian = model.hessian.slice();
    const step = 1e-4;
    for (let p = 0; p < m; p++) {
      const moved = (by: number) => {
        at(settled.theta.map((value, q) => value + (p === q ? by : 0)));
        return model.gradient.slice();
      };
      const up = moved(step);
      const down = moved(-step);
      for (let q = 0; q < m; q++) {
        const observed = (up[q] - down[q]) / (2 * step);
        const scale = Math.sqrt(hessian[p * m + p] * hessian[q * m + q]);
        expect(Math.abs(hessian[p * m + q] - observed)).toBeLessThan(0.05 * scale);
      }
    }
  });

  it('says where it cannot be had', () => {
    const { criterion } = fitted(sleepstudy, 'Reaction ~ Days + (1 | Subject)');
    expect(new OneGrouping(criterion.A, true).evaluate(Float64Array.of(NaN))).toBe(false);
  });
});
