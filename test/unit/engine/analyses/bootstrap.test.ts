import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../../../src-main/engine/analyses/bootstrap.ts';
import type { Bootstrap } from '../../../../src-shared/model/analyses/bootstrap.ts';
import { modelSpecSchema, type ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

const sleepstudy = referenceData('sleepstudy');
const formula = 'Reaction ~ Days + (Days | Subject)';

function run(options: Partial<ModelSpec>, replicates: number, seed = 1, stopAfter = Infinity): Bootstrap {
  const spec = modelSpecSchema.parse({ formula, ...options });
  const steps = bootstrap(sleepstudy, spec, { kind: 'bootstrap', replicates, seed });
  let step = steps.next();
  let done = 0;
  while (!step.done) {
    done = step.value.stage === 'inference' ? step.value.iteration : 0;
    step = steps.next(done >= stopAfter ? 'stop' : undefined);
  }
  return step.value;
}

describe('bootstrap', () => {
  it('answers for every parameter, beside the estimate of the fit', () => {
    const result = fit(sleepstudy, formula);
    const { intervals, ...head } = run({}, 60);
    expect(head).toMatchObject({
      method: 'REML',
      level: 0.95,
      seed: 1,
      requested: 60,
      completed: 60,
      failed: 0,
    });
    expect(intervals.map(({ parameter }) => parameter.name)).toEqual([
      'sd_(Intercept)|Subject',
      'cor_Days.(Intercept)|Subject',
      'sd_Days|Subject',
      'sigma',
      '(Intercept)',
      'Days',
    ]);
    const [first, second, third] = result.variance;
    if (first.kind !== 'variance' || second.kind !== 'variance' || third.kind !== 'covariance') {
      throw new Error('another order of the variance table');
    }
    const estimates = [first.sd, third.correlation, second.sd, result.sigma];
    [...estimates, ...result.fixed.map(({ estimate }) => estimate)].forEach((estimate, i) => {
      expect(intervals[i].estimate).toBeCloseTo(estimate, 10);
    });
    for (const { percentile, estimate, values, se } of intervals) {
      expect(values).toBe(60);
      expect(percentile.lower).toBeLessThan(estimate);
      expect(percentile.upper).toBeGreaterThan(estimate);
      expect(se).toBeGreaterThan(0);
    }
  });

  it('keeps what is there when it is stopped, and says so', () => {
    const stopped = run({}, 1000, 1, 45);
    expect(stopped).toMatchObject({ requested: 1000, completed: 45 });
    expect(stopped.intervals).toEqual(run({}, 45).intervals);
  });

  it('is another one for another seed, the same for the same', () => {
    const once = run({ method: 'ML' }, 40, 3);
    expect(run({ method: 'ML' }, 40, 3)).toEqual(once);
    expect(run({ method: 'ML' }, 40, 4).intervals[0].se).not.toBe(once.intervals[0].se);
  });

  it('is for mixed models', () => {
    expect(() => run({ formula: 'Reaction ~ Days', method: 'OLS' }, 10)).toThrow(/least squares/);
  });
});
