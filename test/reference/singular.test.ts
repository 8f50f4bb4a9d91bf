/** Optima on the boundary: as low as lme4's, in few iterations, with a certificate. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitLmm } from '../../src-main/engine/lmm/fitLmm.ts';
import type { LmmFit } from '../../src-main/engine/lmm/fitLmm.ts';
import { buildFrame } from '../helpers/buildFrame.ts';
import { simulatedModels } from './singular/models.ts';

interface FoundByLme4 {
  readonly seed: number;
  readonly sum: number;
  readonly minus2LogLik: number;
  readonly singular: boolean;
}

const found = JSON.parse(
  readFileSync(new URL('singular/lme4.json', import.meta.url), 'utf8'),
) as FoundByLme4[];

/** An objective may be lower (a better optimum), never higher by more than this (engine goal). */
const OBJECTIVE = 1e-7;

describe.each(simulatedModels())('$formula, seed $seed', ({ seed, formula, values }) => {
  const expected = found.find((model) => model.seed === seed)!;
  const steps = fitLmm(buildFrame(formula, values), true);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const fit: LmmFit = step.value;
  fit.release();

  it('has the data that lme4 had', () => {
    const sum = (values.y as readonly number[]).reduce((total, value) => total + value, 0);
    expect(Math.abs(sum - expected.sum)).toBeLessThan(1e-8);
  });

  it('is fitted at least as well as by lme4', () => {
    expect(fit.minus2LogLik).toBeLessThanOrEqual(expected.minus2LogLik + OBJECTIVE);
    expect(fit.optimum.converged).toBe(true);
  });

  it('takes few iterations', () => {
    const singular = fit.settled.zeroColumns.length > 0;
    if (Math.abs(fit.minus2LogLik - expected.minus2LogLik) < 1e-3) expect(singular).toBe(expected.singular);
    expect(fit.iterations).toBeLessThanOrEqual(singular ? 15 : 10);
  });
});
