import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { analyse } from '../../../../src-main/engine/analyse.ts';
import type { ModelFrame } from '../../../../src-main/engine/frame/modelFrame.ts';
import { fitLmm } from '../../../../src-main/engine/lmm/fitLmm.ts';
import type { LmmFit } from '../../../../src-main/engine/lmm/fitLmm.ts';
import { kenwardRoger } from '../../../../src-main/engine/lmm/kenwardRoger.ts';
import type { FitResult } from '../../../../src-shared/model/fitResult.ts';
import { modelSpecSchema } from '../../../../src-shared/model/modelSpec.ts';
import { buildDataset } from '../../../helpers/buildDataset.ts';
import { handMadeFrame, uniform } from './designs.ts';

const random = uniform(5);
const rows = Array.from({ length: 60 }, (_, i) => i);
const effects = rows.map(() => random() - 0.5);
const x = rows.map(() => random());
const y = rows.map((i) => x[i] + 2 * effects[i % 10] + effects[20 + (i % 7)] + random());
const data = (factor: number) => ({
  y: y.map((value) => value * factor),
  x,
  g: rows.map((i) => `g${i % 10}`),
  h: rows.map((i) => `h${i % 7}`),
});

function fit(options: object, factor = 1, changes: object = {}): FitResult {
  const spec = modelSpecSchema.parse({
    formula: 'y ~ x + (1 | g) + (1 | h)',
    df: 'kenward-roger',
    ...options,
  });
  return runToEnd(analyse(buildDataset({ ...data(factor), ...changes }), spec));
}

function fitted(frame: ModelFrame): LmmFit {
  const steps = fitLmm(frame, true);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const codes = ({ notices }: FitResult): string[] => notices.map(({ code }) => code);

test('by ML it is refused', () => {
  expect(() => fit({ method: 'ML' })).toThrow(
    expect.objectContaining({ code: 'kenward-roger-by-ml' }) as Error,
  );
});

test('what would take too long is refused by name and size', () => {
  const one = rows.map(() => 1);
  const g = { group: 'g', codes: rows.map((i) => i % 10), columns: [one] };
  const h = { group: 'h', codes: rows.map((i) => i % 7), columns: [one] };
  const small = fitted(handMadeFrame(y, [one, x], [g, h]));
  expect(() => kenwardRoger(small, 1000)).toThrow(
    expect.objectContaining({
      code: 'kenward-roger-too-large',
      message: expect.stringMatching(/besides g, 7 levels/) as string,
      hint: expect.stringContaining('Satterthwaite') as string,
    }) as Error,
  );
  expect(kenwardRoger(small).adjusted[0]).toBeGreaterThan(small.vcov[0]);
  small.release();
});

test('the covariance of the result is the adjusted one, and the standard errors are its roots', () => {
  const adjusted = fit({});
  const plain = fit({ df: 'satterthwaite' });
  expect(adjusted.vcov[0][0]).toBeGreaterThan(plain.vcov[0][0]);
  adjusted.fixed.forEach(({ se }, j) => {
    expect(se).toBe(Math.sqrt(adjusted.vcov[j][j]));
  });
});

test.each([1e-60, 1e60])('units of the outcome do not matter: times %d', (factor) => {
  const [here, there] = [fit({}), fit({}, factor)];
  there.fixed.forEach(({ df, t }, j) => {
    expect(df / here.fixed[j].df).toBeCloseTo(1, 6);
    expect(t / here.fixed[j].t).toBeCloseTo(1, 6);
  });
});

test('without groupings the df are the residual ones', () => {
  const { fixed } = fit({ formula: 'y ~ x', method: 'OLS' });
  expect(fixed.map(({ df }) => df)).toEqual([58, 58]);
});

test('a component at its limit is said to be counted', () => {
  // Every group holds the same outcomes: their averages do not differ at all.
  const same = rows.map((i) => Math.floor(i / 10) + (i % 2));
  const singular = fit({ formula: 'y ~ 1 + (1 | h)' }, 1, {
    y: same.map((value, i) => value + (i % 7) * 1e-3),
  });
  expect(singular.singular).toBe(true);
  expect(codes(singular)).toContain('kenward-roger-singular');
  expect(codes(fit({}))).not.toContain('kenward-roger-singular');
});
