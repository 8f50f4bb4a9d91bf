import { describe, expect, it } from 'vitest';
import { intervalParameters } from '../../../../../src-main/engine/analyses/bootstrap/parameters.ts';
import { refitter } from '../../../../../src-main/engine/analyses/bootstrap/refit.ts';
import {
  drawReplicates,
  lmmReplicates,
} from '../../../../../src-main/engine/analyses/bootstrap/replicates.ts';
import type { Replicates } from '../../../../../src-main/engine/analyses/bootstrap/replicates.ts';
import { productSimulator } from '../../../../../src-main/engine/analyses/bootstrap/simulateProducts.ts';
import { simulateResponse } from '../../../../../src-main/engine/analyses/bootstrap/simulateResponse.ts';
import type { LmmFit } from '../../../../../src-main/engine/lmm/fitLmm.ts';
import { emptyProducts } from '../../../../../src-main/engine/lmm/responseProducts.ts';
import { randomNumbers } from '../../../../../src-main/engine/numerics/random.ts';
import { referenceData } from '../../../../helpers/datasets.ts';
import * as tolerance from '../../../../helpers/tolerance.ts';
import { fitted, fittedFrame } from './fitted.ts';

const sleepstudy = referenceData('sleepstudy');

function replicates(fit: LmmFit, first: number, end: number, stopAfter = Infinity): Replicates {
  const count = intervalParameters(fit.frame, fit.problem.kept).length;
  const steps = drawReplicates(lmmReplicates(fit), count, { seed: 9, first, end });
  let step = steps.next();
  while (!step.done) step = steps.next(step.value >= stopAfter ? 'stop' : undefined);
  return step.value;
}

describe('a refit', () => {
  it.each([
    ['REML', sleepstudy, 'Reaction ~ Days + (Days | Subject)', {}],
    ['ML', sleepstudy, 'Reaction ~ Days + (Days || Subject)', { method: 'ML' }],
    [
      'weights and an offset',
      referenceData('sleepstudy-weights'),
      'Reaction ~ Days + (1 | Subject)',
      { weights: 'w', offset: 'Days' },
    ],
    ['crossed groupings', referenceData('penicillin'), 'diameter ~ 1 + (1 | plate) + (1 | sample)', {}],
    ['a fit on the boundary', referenceData('dyestuff2'), 'Yield ~ 1 + (1 | Batch)', {}],
  ] as const)('is the fit of the same outcome: %s', (_, data, formula, options) => {
    const fit = fitted(data, formula, options);
    const { refit } = refitter(fit);
    for (let replicate = 0; replicate < 5; replicate++) {
      const y = simulateResponse(fit, randomNumbers(5), replicate);
      const again = refit(y);
      const whole = fittedFrame({ ...fit.frame, y }, fit.criterion.reml);
      expect(Math.abs(again.minus2LogLik - whole.minus2LogLik)).toBeLessThan(1e-8);
      expect(again.singular).toBe(whole.settled.zeroColumns.length > 0);
      expect(again.converged).toBe(true);
      const p = whole.beta.length;
      whole.beta.forEach((value, j) => {
        const se = Math.sqrt(whole.vcov[j * p + j]);
        expect(Math.abs(again.beta[j] - value)).toBeLessThan(tolerance.estimate(value, se));
      });
      expect(Math.abs(again.sigma - whole.sigma)).toBeLessThan(tolerance.estimate(whole.sigma, 0));
      whole.psi.forEach((psi, t) => {
        psi.forEach((value, i) => {
          const largest = Math.max(...psi.map(Math.abs));
          const found = again.relative[t][i] * again.sigma ** 2;
          expect(Math.abs(found - value)).toBeLessThan(1e-5 * largest + 1e-9 * whole.sigma ** 2);
        });
      });
    }
  });

  it('has the closed form of a balanced one-way layout', () => {
    const fit = fitted(referenceData('dyestuff'), 'Yield ~ 1 + (1 | Batch)');
    const { A } = fit.criterion;
    const levels = A.blocks[0].nLevels;
    const size = A.n / levels;
    const simulate = productSimulator(fit);
    const { refitProducts } = refitter(fit);
    const products = emptyProducts(A);
    let singular = 0;
    for (let replicate = 0; replicate < 60; replicate++) {
      simulate(randomNumbers(2), replicate, products);
      const { scale } = fit.problem;
      const levelMeans = products.Zy.reduce((sum, value, l) => sum + value ** 2 / A.diagonal[l], 0);
      const between = ((levelMeans - products.Qy[0] ** 2) * scale ** 2) / (levels - 1);
      const within = ((products.yy - levelMeans) * scale ** 2) / (A.n - levels);
      const total = ((products.yy - products.Qy[0] ** 2) * scale ** 2) / (A.n - 1);
      const refit = refitProducts(products);
      const variance = refit.relative[0][0] * refit.sigma ** 2;
      if (between > within) {
        expect(Math.abs(refit.sigma ** 2 / within - 1)).toBeLessThan(1e-6);
        expect(Math.abs(variance - (between - within) / size)).toBeLessThan(1e-5 * between);
      } else {
        singular++;
        expect(refit.singular).toBe(true);
        expect(variance).toBe(0);
        expect(Math.abs(refit.sigma ** 2 / total - 1)).toBeLessThan(1e-12);
      }
      const shift = (products.Qy[0] * scale) / fit.problem.qr.R[0];
      expect(refit.beta[0]).toBeCloseTo(fit.beta[0] + shift, 8);
    }
    expect(singular).toBeGreaterThan(0);
  });
});

describe('replicates', () => {
  it.each([
    ['one grouping', sleepstudy, 'Reaction ~ Days + (Days | Subject)'],
    ['crossed groupings', referenceData('penicillin'), 'diameter ~ 1 + (1 | plate) + (1 | sample)'],
  ])('are the same bits for one worker, two and five, in any order: %s', (_, data, formula) => {
    const whole = replicates(fitted(data, formula), 0, 40);
    for (const ends of [
      [23, 40],
      [3, 11, 12, 29, 40],
    ]) {
      // every worker fits the model itself; the last range is done first
      const ranges = ends.map((end, i) => [i === 0 ? 0 : ends[i - 1], end] as const).reverse();
      const parts = ranges.map(([first, end]) => replicates(fitted(data, formula), first, end)).reverse();
      expect(parts.flatMap(({ values }) => Array.from(values))).toEqual(Array.from(whole.values));
      expect(parts.reduce((sum, { singular }) => sum + singular, 0)).toBe(whole.singular);
    }
    // and one worker that gets two of the ranges, on one fit
    const shared = fitted(data, formula);
    const [later, earlier] = [replicates(shared, 25, 40), replicates(shared, 0, 25)];
    expect([earlier, later].flatMap(({ values }) => Array.from(values))).toEqual(Array.from(whole.values));
  });

  it('that are stopped are the first ones of the whole', () => {
    const fit = fitted(sleepstudy, 'Reaction ~ Days + (1 | Subject)');
    const stopped = replicates(fit, 0, 30, 7);
    expect(stopped.completed).toBe(7);
    expect(Array.from(stopped.values)).toEqual(
      Array.from(replicates(fit, 0, 30).values.subarray(0, stopped.values.length)),
    );
  });

  it('count fits on the boundary', () => {
    const fit = fitted(referenceData('dyestuff2'), 'Yield ~ 1 + (1 | Batch)');
    const { values, singular, failed } = replicates(fit, 0, 50);
    const zeros = values.filter((_, i) => i % 3 === 0).filter((sd) => sd === 0).length;
    expect(singular).toBe(zeros);
    expect(singular).toBeGreaterThan(10);
    expect(failed).toBe(0);
  });
});
