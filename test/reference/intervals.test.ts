import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFitFile } from '../../src-main/app/fitFile/readFitFile.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { ask } from '../../src-main/engine/ask.ts';
import type { Interval, Intervals, IntervalsQuestion } from '../../src-shared/model/analyses/intervals.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';
import { referenceCases } from '../helpers/referenceCase.ts';
import * as allowed from '../helpers/tolerance.ts';

interface Model {
  case: string;
  formula: string;
  level: number;
}

/** By R: intervals/intervals.R. null = the component is at its limit there, or was not searched for. */
const { profile, direct, wald } = JSON.parse(
  readFileSync(new URL('./intervals/intervals.json', import.meta.url), 'utf8'),
) as {
  profile: (Model & { parameters: string[]; lower: number[]; upper: number[] })[];
  direct: (Model & { parameter: string; lower: number | null; upper: number | null })[];
  wald: (Model & { REML: boolean; parameters: string[]; lower: number[]; upper: number[] })[];
};

function answer(
  name: string,
  method: IntervalsQuestion['method'],
  changes: Partial<ModelSpec> = {},
): Intervals {
  const { dataset, spec } = readFitFile(new URL(`./cases/${name}.json`, import.meta.url).pathname);
  return runToEnd(ask(dataset, { ...spec, ...changes }, { kind: 'intervals', method }));
}

const named = ({ intervals }: Intervals, name: string): Interval => {
  const found = intervals.find(({ parameter }) => parameter.name === name);
  if (!found) throw new Error(`no interval for ${name}`);
  return found;
};

describe('profile intervals', () => {
  const cases = referenceCases<{ profileCI?: { parameter: string; lower: number; upper: number }[] }>(
    'lmer-',
  ).flatMap(({ name, expected: { profileCI } }) => (profileCI ? [{ name, profileCI }] : []));

  test.each(cases)('of $name', ({ name, profileCI }) => {
    const check = new Comparison();
    const got = answer(name, 'profile');
    check.same(
      'parameters',
      profileCI.map(({ parameter }) => parameter),
      got.intervals.map(({ parameter }) => parameter.name),
    );
    profileCI.forEach(({ parameter, lower, upper }, i) => {
      const room = allowed.profileLimit(lower, upper);
      check.number(`${parameter}, lower`, lower, got.intervals[i].lower, room);
      check.number(`${parameter}, upper`, upper, got.intervals[i].upper, room);
    });
    check.finish();
  });

  test.each(profile)(
    'as lme4 has them for $case: $formula',
    ({ case: name, formula, level, ...expected }) => {
      const check = new Comparison();
      const got = answer(name, 'profile', { formula, level });
      expected.parameters.forEach((parameter, i) => {
        const [lower, upper] = [expected.lower[i], expected.upper[i]];
        const room = allowed.profileLimit(lower, upper);
        check.number(`${parameter}, lower`, lower, named(got, parameter).lower, room);
        check.number(`${parameter}, upper`, upper, named(got, parameter).upper, room);
      });
      check.finish();
    },
  );

  test.each(direct)(
    'as searched for directly, $case: $parameter',
    ({ case: name, formula, level, parameter, lower, upper }) => {
      const check = new Comparison();
      const got = named(answer(name, 'profile', { formula, level }), parameter);
      const room = 2e-5 * (got.upper - got.lower);
      if (lower !== null) check.number('lower', lower, got.lower, room);
      if (upper !== null) check.number('upper', upper, got.upper, room);
      check.same('lower at limit', lower === null, got.remarks.includes('lower-at-limit'));
      check.same('upper at limit', upper === null, got.remarks.includes('upper-at-limit'));
      check.finish();
    },
  );

  test('the curve passes through the estimate and reaches the level at the limits', () => {
    const got = answer('lmer-sleepstudy-slope', 'profile');
    expect(got.profiles).toHaveLength(got.intervals.length);
    got.profiles.forEach(({ parameter, value, zeta }, i) => {
      const { lower, estimate, upper } = got.intervals[i];
      const zetaAt = (target: number) => {
        const next = value.findIndex((x) => x >= target);
        const share = (target - value[next - 1]) / (value[next] - value[next - 1]);
        return zeta[next - 1] + share * (zeta[next] - zeta[next - 1]);
      };
      expect([zetaAt(lower), zetaAt(estimate), zetaAt(upper)].map((z) => z.toFixed(2))).toEqual([
        '-1.96',
        zetaAt(estimate) < 0 ? '-0.00' : '0.00',
        '1.96',
      ]);
      expect(parameter).toEqual(got.intervals[i].parameter);
      for (let k = 1; k < value.length; k++) {
        expect(value[k]).toBeGreaterThan(value[k - 1]);
        expect(zeta[k]).toBeGreaterThan(zeta[k - 1]);
      }
    });
  });
});

describe('Wald intervals', () => {
  test.each(wald)(
    'of components equal those from lme4’s criterion, $case, REML $REML',
    ({ case: name, formula, level, REML, ...expected }) => {
      const check = new Comparison();
      const got = answer(name, 'wald', { formula, level, method: REML ? 'REML' : 'ML' });
      expected.parameters.forEach((parameter, i) => {
        const { lower, upper } = named(got, parameter);
        check.number(`${parameter}, lower`, expected.lower[i], lower, allowed.spread(expected.lower[i]));
        check.number(`${parameter}, upper`, expected.upper[i], upper, allowed.spread(expected.upper[i]));
      });
      check.finish();
    },
  );

  test('of coefficients are those of their table, none for a component at its limit', () => {
    const got = answer('lmer-dyestuff2-singular', 'wald');
    expect(named(got, 'sd_(Intercept)|Batch')).toMatchObject({
      estimate: 0,
      lower: NaN,
      upper: NaN,
      remarks: ['estimate-at-limit'],
    });
    const [row] = referenceCases<object>('lmer-dyestuff2')[0].fit().fixed;
    expect(named(got, '(Intercept)')).toMatchObject({ lower: row.lower, upper: row.upper });
    // Without variance between batches sigma is that of a sample of n: Var(log sigma) = 1 / (2 (n - 1)).
    const { estimate, lower, upper } = named(got, 'sigma');
    const margin = 1.959963984540054 / Math.sqrt(2 * 29);
    expect(Math.log(upper / estimate)).toBeCloseTo(margin, 6);
    expect(Math.log(estimate / lower)).toBeCloseTo(margin, 6);
  });
});
