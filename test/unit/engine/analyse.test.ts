import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src-main/engine/analyse.ts';
import type { Column, Dataset } from '../../../src-shared/model/dataset.ts';
import type { FitResult } from '../../../src-shared/model/fitResult.ts';
import { modelSpecSchema, type ResidualSpec } from '../../../src-shared/model/modelSpec.ts';
import { uniform } from './lmm/designs.ts';

const numeric = (name: string, values: readonly number[]): Column => ({
  kind: 'numeric',
  type: 'continuous',
  name,
  values: Float64Array.from(values),
});
const factor = (name: string, codes: readonly number[]): Column => ({
  kind: 'categorical',
  type: 'nominal',
  name,
  codes: Int32Array.from(codes),
  levels: Array.from({ length: Math.max(...codes) + 1 }, (_, i) => `${name}${i}`),
});

function fit(
  columns: readonly Column[],
  formula: string,
  method: 'REML' | 'OLS' = 'REML',
  residual?: ResidualSpec,
): FitResult {
  const [first] = columns;
  const nRows = first.kind === 'numeric' ? first.values.length : first.codes.length;
  const dataset: Dataset = { name: 'made', nRows, columns };
  const steps = analyse(dataset, modelSpecSchema.parse({ formula, method, residual }));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const codes = ({ notices }: FitResult): string[] => notices.map(({ code }) => code);

describe('what a fit cannot say is said', () => {
  const random = uniform(4);
  const g = Array.from({ length: 60 }, (_, i) => i % 6);
  const x = g.map(() => 5 * random());
  const y = x.map((value, i) => 2 + value + g[i] * 0.4 * value + random());

  it('that the data cannot tell the variances apart', () => {
    const three = [factor('g', [0, 1, 0]), numeric('x', [1, 2, 3]), numeric('y', [2.5, 3.5, 4.1])];
    expect(codes(fit(three, 'y ~ x + (1 | g)'))).toContain('not-identified');
    const enough = [factor('g', g), numeric('x', x), numeric('y', y)];
    expect(codes(fit(enough, 'y ~ x + (x | g)'))).not.toContain('not-identified');
  });

  it('that a varying effect has an average of zero by assumption', () => {
    const columns = [factor('g', g), numeric('x', x), numeric('y', y)];
    expect(codes(fit(columns, 'y ~ 1 + (x | g)'))).toContain('slope-without-fixed-effect');
    expect(codes(fit(columns, 'y ~ x + (x | g)'))).not.toContain('slope-without-fixed-effect');
  });

  it('that predictors which tell the clusters apart leave nothing to their variance', () => {
    const cask = factor(
      'cask',
      g.map((group, i) => 2 * group + (Math.floor(i / 6) % 2)),
    );
    const columns = [factor('g', g), cask, numeric('x', x), numeric('y', y)];
    const residual = { structure: 'ar1', subject: ['g'], time: 'x' } as const;
    for (const found of [
      fit(columns, 'y ~ g * x + (1 | g)'),
      fit(columns, 'y ~ cask + (1 | g)'),
      fit(columns, 'y ~ g + (1 | g)', 'REML', residual),
    ]) {
      expect(codes(found)).toContain('grouping-as-predictor');
    }
    for (const formula of ['y ~ g + (1 | cask)', 'y ~ x + (1 | g)', 'y ~ x:g + (1 | g)']) {
      expect(codes(fit(columns, formula))).not.toContain('grouping-as-predictor');
    }
  });

  it.each([1e300, 1e-300, 1e100])('that units of %s cannot be computed with', (unit) => {
    const huge = numeric(
      'y',
      y.map((value) => value * unit),
    );
    for (const method of ['OLS', 'REML'] as const) {
      const formula = method === 'OLS' ? 'y ~ x' : 'y ~ x + (1 | g)';
      expect(() => fit([factor('g', g), numeric('x', x), huge], formula, method)).toThrow(
        expect.objectContaining({ code: 'extreme-scale' }) as Error,
      );
    }
  });

  it.each([1e60, 1e-60])('and that units of %s change no test', (unit) => {
    const usual = fit([factor('g', g), numeric('x', x), numeric('y', y)], 'y ~ x + (x | g)');
    const scaled = x.map((value) => value * unit);
    const other = fit([factor('g', g), numeric('x', scaled), numeric('y', y)], 'y ~ x + (x | g)');
    expect(other.fixed[1].t / usual.fixed[1].t).toBeCloseTo(1, 6);
    expect(other.fixed[1].df / usual.fixed[1].df).toBeCloseTo(1, 4);
  });
});
