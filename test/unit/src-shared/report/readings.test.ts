import { describe, expect, it } from 'vitest';
import type { RichText } from '../../../../src-shared/model/outputDocument.ts';
import { makeContext } from '../../../../src-shared/report/reportContext.ts';
import { fixedReading } from '../../../../src-shared/report/sections/fixedReading.ts';
import { fTestReading } from '../../../../src-shared/report/sections/fTests.ts';
import { modelSentence } from '../../../../src-shared/report/sections/modelSentence.ts';
import { variationReading } from '../../../../src-shared/report/sections/variation.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import { categorical, coefficient, leastSquares, numeric } from '../../../helpers/reportVariants.ts';

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

describe('covariates', () => {
  it('gives a negative effect its sign in the interval', () => {
    expect(read([y, x], [coefficient('(Intercept)', 1, 1), coefficient('x', -0.0321, 0.0138)])).toEqual([
      'Each extra unit of x lowers y by 0.032 on average (change −0.032, 95 % CI −0.060 to −0.004).',
    ]);
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
