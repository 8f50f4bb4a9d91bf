import { expect, test } from 'vitest';
import { randomNumbers } from '../../../../src-main/engine/numerics/random.ts';
import { semidefiniteCholesky } from '../../../../src-main/engine/lmm/smallMatrices.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { FitResult } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { continuous, dataset, fit, nominal } from '../../../helpers/datasets.ts';

const nSubjects = 30;
const times = [0, 1, 2, 4, 7];
const T = times.length;
const random = randomNumbers(5);
const rows = Array.from({ length: nSubjects * T }, (_, i) => ({ s: Math.floor(i / T), t: i % T, i }));

/** Residuals of 30 subjects at five times, two groups. */
function withResiduals(residual: (s: number, t: number, i: number) => number): Dataset {
  return dataset([
    continuous(
      'y',
      rows.map(({ s, t, i }) => 3 + 0.2 * t + residual(s, t, i)),
    ),
    continuous(
      'day',
      rows.map(({ t }) => times[t]),
    ),
    nominal(
      'id',
      rows.map(({ s }) => `s${s}`),
    ),
    nominal(
      'arm',
      rows.map(({ s }) => (s % 2 === 0 ? 'a' : 'b')),
    ),
  ]);
}

/** Normal residuals of subjects with a given covariance matrix. */
function withCovariance(covariance: (a: number, b: number) => number): Dataset {
  const V = Float64Array.from({ length: T * T }, (_, at) => covariance(at % T, Math.floor(at / T)));
  const L = semidefiniteCholesky(V, T, 0);
  return withResiduals((s, t) => {
    let sum = 0;
    for (let j = 0; j <= t; j++) sum += L[j * T + t] * random.normal(7, s * T + j);
    return sum;
  });
}

function fitted(
  data: Dataset,
  structure: NonNullable<ModelSpec['residual']>['structure'],
  formula = 'y ~ day',
  options: Partial<ModelSpec> = {},
): FitResult {
  return fit(data, formula, { residual: { structure, subject: ['id'], time: 'day' }, ...options });
}

function message({ notices }: FitResult, code: string): string {
  return notices.find((notice) => notice.code === code)?.message ?? '';
}

/** Neighbours that repel each other. */
const negative = withResiduals(
  (s, t, i) => random.normal(1, i) - 0.7 * (t > 0 ? random.normal(1, i - 1) : random.normal(9, s)),
);
/** Equal correlations: ARMA(1, 1) with an autoregressive parameter of 1. */
const equal = withCovariance((a, b) => (a === b ? 2 : 1));

test.each([
  ['car1', 'The correlation at distance 1 is estimated at its limit, 0: even 1 apart in day'],
  ['sp_exp', 'The range is estimated at its limit, 0'],
  ['sp_gau', 'The range is estimated at its limit, 0'],
] as const)('%s of neighbours that repel each other has no correlation', (structure, words) => {
  const result = fitted(negative, structure);
  expect(result.converged).toBe(true);
  expect(message(result, 'no-correlation')).toContain(words);
  expect(message(result, 'no-correlation')).toContain('choose ar1 or toep');
  expect(message(fitted(negative, structure, 'y ~ day + (1 | id)'), 'no-correlation')).toContain(
    'beyond the random effects',
  );
  expect(message(fitted(equal, structure), 'no-correlation')).toBe('');
});

test('by group: the one at its limit is named', () => {
  const mixed = withResiduals((s, t, i) =>
    s % 2 === 0
      ? random.normal(1, i) - 0.7 * (t > 0 ? random.normal(1, i - 1) : random.normal(9, s))
      : random.normal(2, i) + random.normal(3, s),
  );
  const residual = { structure: 'car1' as const, subject: ['id'], time: 'day', group: 'arm' };
  const { notices } = fit(mixed, 'y ~ day', { residual });
  const found = notices.filter(({ code }) => code === 'no-correlation');
  expect(found).toHaveLength(1);
  expect(found[0].message).toContain('(arm a)');
});

test('fa1: an occasion that is the common factor itself', () => {
  const heywood = withResiduals((s, t, i) => random.normal(4, s) + (t === 2 ? 0 : 0.7 * random.normal(5, i)));
  const result = fitted(heywood, 'fa1');
  expect(result.converged).toBe(true);
  expect(message(result, 'zero-own-variance')).toContain('The own variance at day 2 is estimated as 0');
  expect(message(fitted(equal, 'fa1'), 'zero-own-variance')).toBe('');
});

test('arma11 of equal correlations is compound symmetry', () => {
  const result = fitted(equal, 'arma11');
  expect(result.converged).toBe(true);
  expect(result.minus2LogLik).toBeLessThan(fitted(equal, 'cs').minus2LogLik + 1e-8);
  expect(message(result, 'arma-at-limit')).toContain(
    'The autoregressive parameter is estimated at its limit, 1',
  );
  expect(message(result, 'arma-at-limit')).toContain('cs says the same');
});

test('arma11 of neighbours that repel each other has a moving average at its limit', () => {
  const result = fitted(negative, 'arma11');
  expect(result.converged).toBe(true);
  expect(message(result, 'arma-at-limit')).toContain(
    'The moving-average parameter is estimated at its limit, -1',
  );
});

test('residuals that determine each other: the occasions are named', () => {
  const walk = withResiduals(
    (() => {
      const path: number[] = [];
      return (_s: number, t: number, i: number) =>
        (path[i] = (t > 0 ? path[i - 1] : 0) + random.normal(6, i));
    })(),
  );
  // A random intercept takes all of the first occasion but what the second one tells.
  expect(message(fitted(walk, 'ante1', 'y ~ day + (1 | id)'), 'singular-residuals')).toContain(
    'The residuals at day 0 and 1 are estimated to determine each other exactly',
  );
});

test('residual covariances that only random effects make possible', () => {
  // A random intercept of variance 1, and of the rest correlations of -0.7 one occasion apart, which no matrix has.
  const band = withCovariance((a, b) => [2, 0.3][Math.abs(a - b)] ?? 1);
  const result = fitted(band, 'un_banded', 'y ~ day + (1 | id)');
  expect(result.converged).toBe(true);
  expect(message(result, 'indefinite-residuals')).toContain('none that residuals can have');
  expect(result.scaledResiduals).toBeUndefined();
});

test('a long series that only alternates: its neighbours determine each other', () => {
  const length = 80;
  const at = Array.from({ length: 3 * length }, (_, i) => ({ s: Math.floor(i / length), t: i % length, i }));
  const series = dataset([
    continuous(
      'y',
      at.map(({ s, t, i }) => (t % 2 === 0 ? 1 : -1) * (s + 1) + 1e-5 * random.normal(8, i)),
    ),
    continuous(
      'day',
      at.map(({ t }) => t),
    ),
    nominal(
      'id',
      at.map(({ s }) => `s${s}`),
    ),
  ]);
  expect(message(fitted(series, 'ar1', 'y ~ 1'), 'singular-residuals')).toContain(
    'The correlation of the residuals at day 0 and 1 is estimated at its limit, -1',
  );
});
