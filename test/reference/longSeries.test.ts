import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyse } from '../../src-main/engine/analyse.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';

/** At the optimum of the exact likelihood, by longSeries.R, or of nlme, by nlme.R. */
interface Expected {
  readonly minus2LogLik: number;
  readonly sigma: number;
  readonly estimate: readonly number[];
  readonly se: readonly number[];
  readonly correlation: number;
  readonly sd: readonly number[];
}

type Name = 'ar1' | 'car1';

function expectedOf(file: string): Record<Name, Expected> {
  return JSON.parse(readFileSync(new URL(`longSeries/${file}`, import.meta.url), 'utf8')) as Record<
    Name,
    Expected
  >;
}

/** Five subjects with so many rows each, from a sequence of whole numbers (Lehmer's, 16807 mod 2^31 - 1) as in R. */
function longSeries(nRows: number): Dataset {
  const nSubjects = 5;
  let last = 12345;
  const noise = (): number => {
    last = (16807 * last) % 2147483647;
    return last / 2147483647 - 0.5;
  };
  const n = nSubjects * nRows;
  const values = { occasion: new Float64Array(n), time: new Float64Array(n), x: new Float64Array(n) };
  const [u, y] = [new Float64Array(n), new Float64Array(n)];
  const codes = new Int32Array(n);
  for (let s = 0; s < nSubjects; s++) {
    const own = 4 * noise();
    const slope = 2 * noise();
    let time = 0;
    let e = 0;
    for (let t = 0; t < nRows; t++) {
      const i = s * nRows + t;
      time = time + 1 + noise();
      e = 0.7 * e + noise();
      values.x[i] = noise();
      codes[i] = s;
      values.occasion[i] = t + 1;
      values.time[i] = time;
      u[i] = (t + 1) / nRows;
      y[i] = 2 + 0.5 * values.x[i] + own + (1 + slope) * u[i] + e;
    }
  }
  return {
    name: 'long series',
    nRows: n,
    columns: [
      ...Object.entries({ ...values, u, y }).map(([name, own]) => ({
        name,
        kind: 'numeric' as const,
        type: 'continuous' as const,
        values: own,
      })),
      { name: 'subject', kind: 'categorical', type: 'nominal', levels: ['1', '2', '3', '4', '5'], codes },
    ],
  };
}

const models: Record<Name, Pick<ModelSpec, 'formula' | 'method' | 'residual'>> = {
  ar1: {
    formula: 'y ~ x + u + (1 | subject)',
    method: 'REML',
    residual: { structure: 'ar1', subject: ['subject'], time: 'occasion' },
  },
  car1: {
    formula: 'y ~ x + u + (u | subject)',
    method: 'ML',
    residual: { structure: 'car1', subject: ['subject'], time: 'time' },
  },
};

// nlme's own steps end with SDs off by up to 7e-6.
test.each([
  ['ar1', 2500, 'longSeries.json', 1e-6],
  ['car1', 2500, 'longSeries.json', 1e-6],
  ['ar1', 500, 'nlme.json', 1e-6],
  ['car1', 500, 'nlme.json', 1e-5],
] as const)('random effects beside %s of %i rows per subject: %s', (name, nRows, file, tolerance) => {
  const expected = expectedOf(file)[name];
  const spec: ModelSpec = { df: 'satterthwaite', anova: 3, level: 0.95, ...models[name] };
  const result = runToEnd(analyse(longSeries(nRows), spec));
  expect(result.converged).toBe(true);
  expect(result.certificate.iterations).toBeLessThanOrEqual(10);
  const check = new Comparison();
  const same = (what: string, value: number, found: number): void => {
    check.number(what, value, found, tolerance * Math.abs(value));
  };
  check.number('criterion', expected.minus2LogLik, result.minus2LogLik, 1e-6);
  expected.estimate.forEach((value, i) => {
    same(`coefficient ${i}`, value, result.fixed[i].estimate);
    same(`se ${i}`, expected.se[i], result.fixed[i].se);
  });
  same('sigma', expected.sigma, result.sigma);
  const own = result.residualCovariance!.parameters.find(
    ({ name: parameter }) => !parameter.startsWith('variance'),
  )!;
  same(own.name, expected.correlation, own.estimate);
  const sds = result.variance.flatMap((row) => (row.group === 'subject' && 'sd' in row ? [row.sd] : []));
  expected.sd.forEach((sd, i) => {
    same(`sd ${i}`, sd, sds[i]);
  });
  check.finish();
});
