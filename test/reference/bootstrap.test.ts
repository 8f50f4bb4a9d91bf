import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summariseReplicates } from '../../src-main/engine/analyses/bootstrap/bootstrapInterval.ts';
import { refitter } from '../../src-main/engine/analyses/bootstrap/refit.ts';
import { simulateResponse } from '../../src-main/engine/analyses/bootstrap/simulateResponse.ts';
import { randomNumbers } from '../../src-main/engine/numerics/random.ts';
import { referenceData } from '../helpers/datasets.ts';
import { fitted } from '../unit/engine/analyses/bootstrap/fitted.ts';
import * as tolerance from '../helpers/tolerance.ts';

const read = (name: string) => readFileSync(new URL(`./bootstrap/${name}`, import.meta.url), 'utf8');

describe('bootstrap intervals', () => {
  /** By R: bootstrap/intervals.R. */
  const { estimate, replicates, cases } = JSON.parse(read('intervals.json')) as {
    estimate: number;
    replicates: number[];
    cases: {
      count: number;
      missing: number[];
      level: number;
      percentile: [number, number];
      basic: [number, number];
      bias: number;
      se: number;
    }[];
  };

  it.each(cases)('equal those of boot.ci for $count replicates at $level', (expected) => {
    const { count, missing, level } = expected;
    const drawn = Float64Array.from(replicates.slice(0, count), (value, i) =>
      missing.includes(i) ? NaN : value,
    );
    const { values, percentile, basic, bias, se } = summariseReplicates(drawn, estimate, level);
    expect(values).toBe(count - missing.length);
    expect(percentile.lower).toBeCloseTo(expected.percentile[0], 12);
    expect(percentile.upper).toBeCloseTo(expected.percentile[1], 12);
    expect(basic.lower).toBeCloseTo(expected.basic[0], 12);
    expect(basic.upper).toBeCloseTo(expected.basic[1], 12);
    expect(bias).toBeCloseTo(expected.bias, 12);
    expect(se).toBeCloseTo(expected.se, 12);
  });

  it('do not exist where the level lies beyond the first and the last replicate', () => {
    const { percentile, basic, se } = summariseReplicates(
      Float64Array.from(replicates.slice(0, 38)),
      0,
      0.95,
    );
    expect([percentile.lower, percentile.upper, basic.lower, basic.upper]).toEqual([NaN, NaN, NaN, NaN]);
    expect(se).toBeGreaterThan(0);
    expect(summariseReplicates(new Float64Array(0), 0, 0.95).bias).toBeNaN();
  });
});

describe('outcomes drawn from a model', () => {
  const [header, ...rows] = read('outcomes.csv').trim().split('\n');
  /** By lme4: bootstrap/refit.R. */
  const expected = JSON.parse(read('refit.json')) as {
    outcome: string;
    minus2LogLik: number;
    beta: number[];
    sigma: number;
    se: number[];
    covariance: number[];
  }[];
  const formula = 'Reaction ~ Days + (Days | Subject)';
  const plain = fitted(referenceData('sleepstudy'), formula, { method: 'ML' });
  const weighted = fitted(referenceData('sleepstudy-weights'), formula, { weights: 'w' });

  it.each(expected)('have the estimates of lme4: $outcome', (lme4) => {
    const column = header.split(',').indexOf(lme4.outcome);
    const outcome = Float64Array.from(rows, (row) => Number(row.split(',')[column]));
    const fit = lme4.outcome.startsWith('plain') ? plain : weighted;
    // These are the numbers that lme4 was given.
    const drawn = simulateResponse(fit, randomNumbers(7), column % 2);
    expect(Math.max(...drawn.map((value, row) => Math.abs(value / outcome[row] - 1)))).toBeLessThan(1e-6);

    const found = refitter(fit).refit(outcome);
    const { minus2LogLik, sigma, beta, se, covariance } = lme4;
    expect(Math.abs(found.minus2LogLik - minus2LogLik)).toBeLessThan(tolerance.criterion(minus2LogLik));
    expect(Math.abs(found.sigma - sigma)).toBeLessThan(
      tolerance.estimate(sigma, sigma / Math.sqrt(2 * rows.length)),
    );
    beta.forEach((value, j) => {
      expect(Math.abs(found.beta[j] - value)).toBeLessThan(tolerance.estimate(value, se[j]));
    });
    covariance.forEach((value, at) => {
      const scale = Math.sqrt(covariance[0] * covariance[3]);
      expect(Math.abs(found.relative[0][at] * found.sigma ** 2 - value)).toBeLessThan(
        tolerance.covariance(value, scale),
      );
    });
  });
});
