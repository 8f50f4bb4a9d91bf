import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../src-main/engine/analyse.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { randomNumbers } from '../../../../src-main/engine/numerics/random.ts';
import type { FitResult } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { buildDataset } from '../../../helpers/buildDataset.ts';

const random = randomNumbers(11);
const nSubjects = 20;
const nVisits = 4;
const ids = Array.from({ length: nSubjects * nVisits }, (_, i) => ({
  s: Math.floor(i / nVisits),
  t: i % nVisits,
  i,
}));
const kept = ids.filter(({ i }) => i % 13 !== 6);
const data = buildDataset({
  y: kept.map(({ s, t, i }) => 2 + t + 1.5 * random.normal(1, s) + random.normal(2, i)),
  x: kept.map(({ i }) => random.normal(3, i)),
  arm: kept.map(({ s }) => (s % 2 === 0 ? 'a' : 'b')),
  subject: kept.map(({ s }) => `s${String(s).padStart(2, '0')}`),
  visit: kept.map(({ t }) => `v${t}`),
});
const n = kept.length;

function fit(changes: Partial<ModelSpec> = {}): FitResult {
  const residual = { structure: 'cs' as const, subject: ['subject'], time: 'visit' };
  const spec: ModelSpec = {
    formula: 'y ~ x + arm + visit',
    method: 'REML',
    df: 'satterthwaite',
    anova: 3,
    level: 0.95,
    residual,
    ...changes,
  };
  return runToEnd(analyse(data, spec));
}

describe('degrees of freedom counted from the design', () => {
  it('between-within: by where a column varies; the smaller one for a combination', () => {
    const { fixed, anova } = fit({ df: 'between-within' });
    // arm is the only column between subjects; x and three visits vary within.
    const between = nSubjects - 1 - 1;
    const within = n - nSubjects - 4;
    expect(fixed.map(({ term, df }) => [term, df])).toEqual([
      ['(Intercept)', within],
      ['x', within],
      ['armb', between],
      ['visitv1', within],
      ['visitv2', within],
      ['visitv3', within],
    ]);
    expect(anova.map(({ denDf }) => denDf)).toEqual([within, between, within]);
  });

  it('containment without random effects: rows minus coefficients', () => {
    expect(new Set(fit({ df: 'containment' }).fixed.map(({ df }) => df))).toEqual(new Set([n - 6]));
  });

  it('containment: what the random effect that contains a term adds to the rank', () => {
    const { fixed } = fit({
      df: 'containment',
      formula: 'y ~ x + arm + (1 + x | subject)',
      residual: { structure: 'ar1', subject: ['subject'], time: 'visit' },
    });
    // 20 intercepts and 20 slopes: the intercepts span the intercept and arm, the slopes x.
    const whole = 1 + 1 + 1 + (nSubjects - 2) + (nSubjects - 1);
    expect(fixed.map(({ term, df }) => [term, df])).toEqual([
      ['(Intercept)', n - whole],
      ['x', nSubjects - 1],
      ['armb', n - whole],
    ]);
  });
});

describe('empirical standard errors', () => {
  it('are the sandwich of the scores of the subjects', () => {
    const model = fit({ method: 'ML' });
    const robust = fit({ method: 'ML', standardErrors: 'empirical' });
    // Under cs the inverse of V has a closed form: (I - rho J / (1 + (m - 1) rho)) / (s2 (1 - rho)).
    const [s2, rho] = model.residualCovariance!.parameters.map(({ estimate }) => estimate);
    const columns = ['x', 'arm', 'visit'].map((name) => data.columns.find((column) => column.name === name)!);
    const row = (i: number): number[] => {
      const [x, arm, visit] = columns;
      if (x.kind !== 'numeric' || arm.kind !== 'categorical' || visit.kind !== 'categorical')
        throw new Error();
      return [1, x.values[i], arm.codes[i], ...[1, 2, 3].map((level) => (visit.codes[i] === level ? 1 : 0))];
    };
    const p = 6;
    const meat = new Float64Array(p * p);
    for (let s = 0; s < nSubjects; s++) {
      const own = kept.flatMap((one, i) => (one.s === s ? [i] : []));
      const m = own.length;
      const sum = own.reduce((total, i) => total + model.residuals[i], 0);
      const score = new Float64Array(p);
      for (const i of own) {
        const weighted = (model.residuals[i] - (rho * sum) / (1 + (m - 1) * rho)) / (s2 * (1 - rho));
        row(i).forEach((value, j) => {
          score[j] += value * weighted;
        });
      }
      for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) meat[j * p + k] += score[j] * score[k];
    }
    robust.fixed.forEach(({ se, estimate }, j) => {
      let variance = 0;
      for (let a = 0; a < p; a++) {
        for (let b = 0; b < p; b++) variance += model.vcov[j][a] * meat[a * p + b] * model.vcov[b][j];
      }
      expect(se).toBeCloseTo(Math.sqrt(variance), 8);
      expect(estimate).toBeCloseTo(model.fixed[j].estimate, 10);
    });
  });

  it.each([
    [{ df: 'kenward-roger', standardErrors: 'empirical' }, 'kenward-roger-empirical'],
    [{ df: 'kenward-roger-linear', method: 'ML' }, 'kenward-roger-by-ml'],
    [{ df: 'between-within', formula: 'y ~ x + (1 | subject)', residual: undefined }, 'df-needs-subjects'],
    [
      { standardErrors: 'empirical', formula: 'y ~ x + (1 | subject)', residual: undefined },
      'empirical-needs-subjects',
    ],
  ] as const)('%j is refused', (changes, code) => {
    expect(() => fit(changes as Partial<ModelSpec>)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('units of time', () => {
  it.each(['car1', 'sp_exp', 'sp_gau'] as const)('%s finds the same beside a random effect', (structure) => {
    const at = (unit: number): FitResult => {
      const time = buildDataset({ time: kept.map(({ t }) => unit * [0, 1, 2.5, 4][t]) }).columns;
      return runToEnd(
        analyse(
          { ...data, columns: [...data.columns, ...time] },
          {
            formula: 'y ~ x + arm + visit + (1 | subject)',
            method: 'REML',
            df: 'satterthwaite',
            anova: 3,
            level: 0.95,
            residual: { structure, subject: ['subject'], time: 'time' },
          },
        ),
      );
    };
    const seconds = at(1);
    for (const unit of [1e-6, 1e6]) {
      const other = at(unit);
      expect(other.converged).toBe(true);
      expect(other.minus2LogLik).toBeCloseTo(seconds.minus2LogLik, 8);
      other.fixed.forEach(({ se, df }, i) => {
        expect(se / seconds.fixed[i].se).toBeCloseTo(1, 6);
        expect(df / seconds.fixed[i].df).toBeCloseTo(1, 5);
      });
    }
  });
});

describe('long series', () => {
  it('10,000 rows of one subject by ar1, car1 and sp_exp, and 50 occasions by ante1', () => {
    const length = 10_000;
    const e = new Float64Array(length);
    for (let t = 0; t < length; t++) e[t] = 0.6 * (e[t - 1] ?? 0) + random.normal(5, t);
    const long = buildDataset({
      y: Array.from({ length }, (_, t) => 1 + Math.sin(t) + e[t]),
      x: Array.from({ length }, (_, t) => Math.sin(t)),
      t: Array.from({ length }, (_, t) => t),
      s: Array.from({ length }, () => 'a'),
      g: Array.from({ length }, (_, t) => `g${Math.floor(t / 50)}`),
      k: Array.from({ length }, (_, t) => t % 50),
    });
    const on = (structure: 'ar1' | 'car1' | 'sp_exp' | 'ante1', subject: string, time: string): FitResult =>
      runToEnd(
        analyse(long, {
          formula: 'y ~ x',
          method: 'REML',
          df: 'satterthwaite',
          anova: 3,
          level: 0.95,
          residual: { structure, subject: [subject], time },
        }),
      );
    const [ar, car, exponential] = (['ar1', 'car1', 'sp_exp'] as const).map((name) => on(name, 's', 't'));
    // At equal distances the three are one model.
    expect(car.minus2LogLik).toBeCloseTo(ar.minus2LogLik, 6);
    expect(exponential.minus2LogLik).toBeCloseTo(ar.minus2LogLik, 6);
    const rho = ar.residualCovariance!.parameters[1].estimate;
    expect(car.residualCovariance!.parameters[1].estimate).toBeCloseTo(rho, 6);
    expect(-1 / Math.log(rho)).toBeCloseTo(exponential.residualCovariance!.parameters[1].estimate, 5);
    // The innovations are white with variance 1.
    expect(rho).toBeGreaterThan(0.57);
    expect(rho).toBeLessThan(0.63);
    const ante = on('ante1', 'g', 'k');
    expect(ante.converged).toBe(true);
    expect(ante.minus2LogLik).toBeLessThan(on('ar1', 'g', 'k').minus2LogLik);
  });
});

describe('ante1 over many occasions', () => {
  // All subjects have all occasions and a mean of 0: a decomposable model, whose estimates are those of each pair of neighbours
  // alone (Lauritzen 1996, Graphical Models, section 5.3).
  it('has the moments of neighbours as its estimates, with their standard errors', () => {
    const [nSeries, T] = [12, 800];
    const e = Array.from({ length: nSeries }, (_, s) => {
      const own = new Float64Array(T);
      for (let t = 0; t < T; t++)
        own[t] = 0.5 * (own[t - 1] ?? 0) + (1 + Math.sin(t / 9) / 2) * random.normal(200 + s, t);
      return own;
    });
    const at = Array.from({ length: nSeries * T }, (_, i) => ({ s: Math.floor(i / T), t: i % T }));
    const series = buildDataset({
      y: at.map(({ s, t }) => e[s][t]),
      s: at.map(({ s }) => `s${s}`),
      t: at.map(({ t }) => t),
    });
    const residual = { structure: 'ante1' as const, subject: ['s'], time: 't' };
    const { converged, minus2LogLik, residualCovariance, certificate } = runToEnd(
      analyse(series, {
        formula: 'y ~ 0',
        method: 'ML',
        df: 'satterthwaite',
        anova: 3,
        level: 0.95,
        residual,
      }),
    );
    expect(converged).toBe(true);
    expect(certificate.iterations).toBeLessThanOrEqual(4);
    const product = (a: number, b: number): number =>
      e.reduce((sum, own) => sum + own[a] * own[b], 0) / nSeries;
    let deviance = nSeries * T * (Math.log(2 * Math.PI) + 1);
    for (let t = 0; t < T; t++) {
      const r2 = t === 0 ? 0 : product(t - 1, t) ** 2 / (product(t - 1, t - 1) * product(t, t));
      deviance += nSeries * Math.log(product(t, t) * (1 - r2));
    }
    expect(minus2LogLik / deviance).toBeCloseTo(1, 11);
    const { parameters } = residualCovariance!;
    for (const t of [0, 1, 399, 400, 798, 799]) {
      const variance = product(t, t);
      expect(parameters[t].estimate / variance).toBeCloseTo(1, 7);
      expect(parameters[t].se / (variance * Math.sqrt(2 / nSeries))).toBeCloseTo(1, 7);
      if (t + 1 === T) continue;
      const r = product(t, t + 1) / Math.sqrt(variance * product(t + 1, t + 1));
      expect(parameters[T + t].estimate).toBeCloseTo(r, 7);
      expect(parameters[T + t].se / ((1 - r * r) / Math.sqrt(nSeries))).toBeCloseTo(1, 6);
    }
  });
});

describe('thousands of covariance parameters', () => {
  const at = Array.from({ length: 3 * 900 }, (_, i) => ({ s: i % 3, t: Math.floor(i / 3) }));
  const series = buildDataset({
    y: at.map(({ s, t }) => random.normal(300 + s, t)),
    s: at.map(({ s }) => `s${s}`),
    t: at.map(({ t }) => t),
  });
  const spec: ModelSpec = {
    formula: 'y ~ 1',
    method: 'REML',
    df: 'satterthwaite',
    anova: 3,
    level: 0.95,
    residual: { structure: 'ante1', subject: ['s'], time: 't' },
  };

  it.each([
    { kind: 'intervals', method: 'profile' },
    { kind: 'bootstrap', replicates: 10, seed: 1 },
  ] as const)('are too many for $kind by refits, which is said before the fit', (question) => {
    expect(() => ask(series, spec, question).next()).toThrow('the structure ante1 has 1799 of them here');
  });
});

describe('what the data cannot carry', () => {
  const codes = (changes: Partial<ModelSpec>): string[] => fit(changes).notices.map(({ code }) => code);

  it('a random intercept competes with compound symmetry, and not with ar1', () => {
    const formula = 'y ~ x + arm + visit + (1 | subject)';
    expect(codes({ formula })).toContain('competing-covariances');
    const ar1 = { structure: 'ar1' as const, subject: ['subject'], time: 'visit' };
    expect(codes({ formula, residual: ar1 })).not.toContain('competing-covariances');
  });

  it('a residual variance of zero is said', () => {
    const zero = { ...data, columns: data.columns.map((column) => ({ ...column })) };
    const outcome = zero.columns[0];
    if (outcome.kind !== 'numeric') throw new Error();
    // The first visit of everyone is the same number.
    zero.columns[0] = { ...outcome, values: outcome.values.map((value, i) => (kept[i].t === 0 ? 3 : value)) };
    const spec: ModelSpec = {
      formula: 'y ~ visit',
      method: 'REML',
      df: 'satterthwaite',
      anova: 3,
      level: 0.95,
      residual: { structure: 'diag', subject: ['subject'], time: 'visit' },
    };
    const { notices } = runToEnd(analyse(zero, spec));
    expect(notices.map(({ code }) => code)).toContain('zero-residual-variance');
  });
});
