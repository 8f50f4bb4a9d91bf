import { describe, expect, it } from 'vitest';
import type { RichText } from '../../../../src-shared/model/outputDocument.ts';
import { makeContext } from '../../../../src-shared/report/reportContext.ts';
import { fixedReading } from '../../../../src-shared/report/sections/fixedReading.ts';
import { fTestReading, fTestTable, hasFTests } from '../../../../src-shared/report/sections/fTests.ts';
import { modelSentence } from '../../../../src-shared/report/sections/modelSentence.ts';
import { variationReading, variationTable } from '../../../../src-shared/report/sections/variation.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import { fixedTable } from '../../../../src-shared/report/sections/fixedTable.ts';
import { categorical, coefficient, leastSquares, numeric, variant } from '../../../helpers/reportVariants.ts';

const sleep = makeContext(sleepstudyResult(), {
  dataName: 'sleepstudy',
  units: { Reaction: 'ms', Days: 'day' },
});
const plain = (text: RichText) =>
  text
    .map((run) => (typeof run === 'string' ? run : run.text))
    .join('')
    .replaceAll('\u00a0', ' ');
const y = numeric('y', [1, 2, 3]);
const x = numeric('x', [1.5, 2, 5.4]);
const g = categorical('g', ['a', 'b', 'c'], [0, 1, 2]);
const read = (...args: Parameters<typeof leastSquares>) =>
  fixedReading(makeContext(leastSquares(...args), { dataName: 'd' })).map(plain);

describe('the sleep study', () => {
  it('reads the slope in the units of the data', () => {
    expect(fixedReading(sleep).map(plain)).toEqual([
      'Each extra day adds 10.5 ms to Reaction on average (95 % CI 7.2 to 13.7).',
    ]);
  });

  it('tells the intervals of the table, also where these are profiles', () => {
    const profile = (chosen: 'asked' | 'small-model') => ({
      ...sleep,
      intervals: {
        kind: 'intervals',
        method: 'profile',
        chosen,
        criterion: 'ML',
        level: 0.95,
        quantile: 1.96,
        intervals: [
          {
            parameter: { kind: 'coefficient', name: 'Days', label: 'Days' },
            estimate: 10.47,
            lower: 7.36,
            upper: 13.58,
            remarks: [],
          },
        ],
        profiles: [],
      } as const,
    });
    const told = (context: typeof sleep) => [
      fixedReading(context).map(plain).join().split('CI ')[1],
      fixedTable(context).rows[1][3].text,
    ];
    expect(told(profile('asked'))).toEqual(['7.4 to 13.6).', '7.36 to 13.58']);
    expect(told(profile('small-model'))).toEqual(told(sleep));
  });

  it('says how far subjects differ', () => {
    expect(plain(variationReading(sleep))).toBe(
      'Subjects differ in their level by about ±25 ms (one standard deviation). ' +
        'Subjects differ in the effect of Days by about ±5.9 ms per day: for about 95 % of them it lies between −1.1 and 22.1 ms. ' +
        'Of the variance around the fixed effects, 72 % lies between the groupings and 28 % within them.',
    );
  });

  it('says the model in a sentence', () => {
    expect(modelSentence(sleep)).toBe(
      'Reaction depends on Days; subjects differ in their level and in the effect of Days, which may be correlated.',
    );
  });

  it('reads the F test', () => {
    expect(plain(fTestReading(sleep))).toBe('Clear evidence (p < .05) for Days.');
  });
});

describe('a factor with a coefficient for every level', () => {
  const fixed = ['ga', 'gb', 'gc', 'x'].map((term) => coefficient(term, 1, 0.1));
  const anova = ['g', 'x'].map((term) => ({ term, sumSq: 1, meanSq: 1, numDf: 1, denDf: 9, F: 9, p: 0.01 }));
  const context = makeContext(leastSquares([y, x, g], fixed, { anova }), { dataName: 'd' });

  it('is compared with no reference', () => {
    const table = fixedTable(context);
    expect(table.rows.map(([name]) => name)).toEqual(['g a', 'g b', 'g c', 'x'].map((text) => ({ text })));
    expect(table.footnotes?.join()).not.toContain('Reference');
    expect(fixedReading(context).map(plain)[0]).toBe(
      'The coefficients of g are the averages of y at its levels, with every other predictor at 0 or its reference.',
    );
  });

  it('has no F test of differences', () => {
    expect(plain(fTestReading(context))).toBe('Clear evidence (p < .05) for x.');
    expect(fTestTable(context).footnotes?.join()).toContain(
      'The test of g asks whether the outcome is 0 at every level, not whether the levels differ.',
    );
  });
});

describe('covariates', () => {
  it.each(['Ηλικία', 'dose mg', '身長'])('bend where the square of %s is in the model', (name) => {
    const square = name === 'dose mg' ? 'I(`dose mg`^2)' : `I(${name}^2)`;
    const rows = [coefficient(name, 1, 0.1), coefficient(square, 1, 0.1)];
    const readings = read([y, numeric(name, [1, 2, 3])], rows);
    expect(readings.join()).toContain('read the figure');
    expect(readings.join()).not.toContain('Each extra');
  });

  it('gives a negative effect its sign in the interval', () => {
    expect(read([y, x], [coefficient('(Intercept)', 1, 1), coefficient('x', -0.0321, 0.0138)])).toEqual([
      'Each extra unit of x lowers y by 0.032 on average (change −0.032, 95 % CI −0.060 to −0.004).',
    ]);
  });

  it('shows on which side of zero, or of one, a limit lies', () => {
    const rows = (slope: number) => [coefficient('(Intercept)', 1, 1), coefficient('x', slope, 0.8)];
    expect(read([y, x], rows(-1.6003)).join()).toContain('95 % CI −3.20 to −0.0003)');
    expect(read([y, x], rows(1.6003), { response: 'log(y)' }).join()).toContain('95 % CI 1.0003 to 24.5)');
  });

  it('never says that there is no effect', () => {
    expect(read([y, x], [coefficient('(Intercept)', 1, 1), coefficient('x', 0.5, 0.4)])).toEqual([
      'Each extra unit of x changes y by 0.50 on average (95 % CI −0.30 to 1.30); the interval includes 0, so the data are compatible with no change as well.',
    ]);
  });

  it('reads a log outcome as a factor', () => {
    expect(
      read([y, x], [coefficient('(Intercept)', 1, 1), coefficient('x', Math.log(1.2), 0.05)], {
        response: 'log(y)',
      })[0],
    ).toBe('Each extra unit of x multiplies the average y (geometric mean) by 1.20 (95 % CI 1.09 to 1.33).');
  });

  it('sends the reader of a curve to the figure', () => {
    const rows = [coefficient('(Intercept)', 1, 1), coefficient('x', 1, 0.1), coefficient('I(x^2)', 1, 0.1)];
    expect(read([y, x], rows)[0]).toMatch(/^x enters through several terms, so its effect is a curve/);
  });
});

describe('factors', () => {
  it('compares levels with the reference', () => {
    expect(
      read(
        [y, g],
        [coefficient('(Intercept)', 1, 1), coefficient('gb', -2.3, 0.5), coefficient('gc', 0.1, 0.5)],
      ),
    ).toEqual([
      'Average y is 2.30 lower at g b than at a (difference −2.30, 95 % CI −3.30 to −1.30) and 0.10 higher at c ' +
        '(difference 0.10, 95 % CI −0.90 to 1.10); where an interval includes 0, the data are compatible with no difference as well.',
    ]);
  });

  it('summarises many levels by their range', () => {
    const many = categorical('g', ['a', 'b', 'c', 'd', 'e'], [0, 1, 2]);
    const rows = ['b', 'c', 'd', 'e'].map((level, i) => coefficient(`g${level}`, i - 1, 0.5));
    expect(read([y, many], [coefficient('(Intercept)', 1, 1), ...rows])).toEqual([
      'Average y at the other levels of g differs by −1.00 (b) to 2.00 (e) from that at a.',
    ]);
  });
});

describe('interactions', () => {
  const rows = [
    coefficient('(Intercept)', 1, 1),
    coefficient('x', 1, 0.1),
    coefficient('gb', 2, 0.5),
    coefficient('gc', 2, 0.5),
    coefficient('x:gb', 1, 0.2),
    coefficient('x:gc', 1, 0.2),
  ];
  const test = (p: number) => ({ anova: [{ term: 'x:g', numDf: 2, denDf: 25, F: 4.58, p }] });

  it('states what single effects are conditional on, and when that lies outside the data', () => {
    const [ofX, ofG] = read([y, x, g], rows, test(0.02));
    expect(ofX).toBe('Where g is a, each extra unit of x adds 1.00 to y on average (95 % CI 0.80 to 1.20).');
    expect(ofG).toMatch(
      /^Where x is 0 \(outside the data, which run from 1.5 to 5.4\), average y is 2.00 higher at g b than at a/,
    );
  });

  it('reads the interaction from its F test', () => {
    expect(read([y, x, g], rows, test(0.02))[2]).toBe(
      'The effect of x depends on g (F(2, 25) = 4.58, p = .020).',
    );
    expect(read([y, x, g], rows, test(0.4))[2]).toBe(
      'The data are compatible with the same effect of x whatever g is (F(2, 25) = 4.58, p = .400).',
    );
  });
});

describe('an average alone', () => {
  it('is read as such', () => {
    expect(read([y], [coefficient('(Intercept)', 60.05, 0.68)])).toEqual([
      'The average y is 60.05 (95 % CI 58.69 to 61.41).',
    ]);
  });
});

describe('what a random effect varies around', () => {
  const change = (term: string, ...terms: string[]) =>
    plain(
      variationReading(
        makeContext(
          variant({
            ranef: [],
            frame: { rows: new Int32Array(3), outcome: new Float64Array(3), columns: [y, x, g] },
            nGroups: { s: 9 },
            fixed: ['(Intercept)', 'x', 'gb', 'gc', ...terms].map((name) => coefficient(name, 1, 0.1)),
            variance: (term === 'gb' ? ['ga', 'gb', 'gc'] : ['(Intercept)', term]).map((name) => ({
              kind: 'variance',
              group: 's',
              term: name,
              variance: 1,
              sd: 1,
              share: 0.2,
            })),
          }),
          { dataName: 'd' },
        ),
      ),
    );

  it('gives a range around the coefficient of the same meaning only', () => {
    expect(change('x')).toContain('for about 95 % of them it lies between −1.0 and 3.0.');
    expect(change('x', 'x:gb')).not.toContain('95 %');
    expect(change('x', 'I(x^2)')).not.toContain('95 %');
    expect(change('gc')).toContain('differ in the effect of g c by about ±1.0: for about 95 %');
  });

  it('takes the columns of all levels as levels', () => {
    expect(change('gb')).toContain('Values of s differ in the level at g b by about ±1.0. ');
  });
});

describe('an average with slopes of the clusters', () => {
  it('lies where the covariate is 0', () => {
    const result = sleepstudyResult();
    const context = makeContext(
      { ...result, fixed: result.fixed.filter((row) => row.term === '(Intercept)') },
      { dataName: 'd' },
    );
    expect(fixedReading(context).map(plain)[0]).toMatch(
      /^The average Reaction is .* where Days is 0 \(95 % CI/,
    );
  });
});

describe('F tests', () => {
  const rows = ['(Intercept)', 'x', 'gb', 'gc', 'x:gb', 'x:gc'].map((name) => coefficient(name, 1, 1));
  const tests = [
    ['x', 0.001],
    ['g', 0.6],
    ['x:g', 0.5],
  ] as const;
  const anova = tests.map(([term, p]) => ({ term, numDf: 1, denDf: 20, F: 1, p }));
  const context = makeContext(leastSquares([y, x, g], rows, { anova, dfMethod: 'satterthwaite' }), {
    dataName: 'd',
  });

  it('say where the lines of a factor are compared', () => {
    expect(plain(fTestReading(context))).toBe(
      'Clear evidence (p < .05) for x; for g (where x is 0) and x × g the data are compatible with no effect as well.',
    );
    expect(fTestTable(context).footnotes[0]).toContain('The test of g is about the lines where x is 0.');
  });

  it.each(['satterthwaite', 'kenward-roger'] as const)(
    'of least squares use the residual degrees of freedom (%s)',
    (dfMethod) => {
      const result = leastSquares([y, x, g], rows, { anova, dfMethod });
      const ofThese = makeContext(result, { dataName: 'd' });
      for (const table of [fTestTable(ofThese), fixedTable(ofThese)]) {
        expect(table.footnotes[0]).toContain('residual');
        expect(table.footnotes[0]).not.toMatch(/Satterthwaite|Kenward/);
      }
    },
  );

  it('say that Kenward-Roger adjusts standard errors and F', () => {
    const result = leastSquares([y, x, g], rows, { anova, method: 'REML', dfMethod: 'kenward-roger' });
    const mixed = makeContext(result, { dataName: 'd' });
    expect(fTestTable(mixed).footnotes[0]).toContain(
      'Scaled F and denominator degrees of freedom by the Kenward-Roger method',
    );
    expect(fixedTable(mixed).footnotes[0]).toContain(
      'Kenward-Roger degrees of freedom and adjusted standard errors',
    );
  });

  it('of type III are to be read with care where levels never meet', () => {
    const met = (codes: readonly number[]) => {
      const columns = [y, categorical('a', ['1', '2'], [0, 1, 0, 1]), categorical('b', ['1', '2'], codes)];
      const result = leastSquares(columns, rows, {
        nObs: 4,
        anova: [{ term: 'a:b', numDf: 1, denDf: 2, F: 1, p: 0.5 }],
        notices: [{ code: 'aliased-terms', severity: 'caution', message: 'm' }],
      });
      return fTestTable(makeContext(result, { dataName: 'd' })).footnotes[0];
    };
    expect(met([0, 0, 1, 0])).toContain('Some combinations do not occur in the data');
    expect(met([0, 0, 1, 1])).not.toContain('combinations');
  });

  it('are left out without predictors', () => {
    const residual = { term: 'Residuals', numDf: 2, denDf: NaN, F: NaN, p: NaN };
    const only = leastSquares([y], [coefficient('(Intercept)', 1, 1)], { anova: [residual] });
    expect(hasFTests(makeContext(only, { dataName: 'd' }))).toBe(false);
    expect(hasFTests(context)).toBe(true);
  });

  it('and coefficients are not read where no residual variation is left', () => {
    const notices = [{ code: 'perfect-fit', severity: 'serious', message: 'm' }] as const;
    const perfect = makeContext(leastSquares([y, x, g], rows, { anova, notices }), { dataName: 'd' });
    expect(fTestReading(perfect)).toEqual([]);
    expect(fixedReading(perfect)).toEqual([]);
  });
});

describe('weights', () => {
  it('are said beside the residual variance', () => {
    const { spec } = sleepstudyResult();
    const context = makeContext(variant({ spec: { ...spec, weights: 'w' } }), { dataName: 'd' });
    expect(variationTable(context).footnotes.join(' ')).toContain('an observation of weight 1');
  });
});
