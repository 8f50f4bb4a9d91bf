import { describe, expect, it } from 'vitest';
import { intraclassCorrelation } from '../../../../src-main/engine/postfit/icc.ts';
import { r2Nakagawa } from '../../../../src-main/engine/postfit/r2.ts';
import { varianceTable } from '../../../../src-main/engine/postfit/varianceTable.ts';
import { buildFrame } from '../../../helpers/buildFrame.ts';

const values = {
  y: [1, 3, 2, 5, 4, 7, 3, 9],
  x: [0, 2, 0, 2, 0, 2, 0, 2],
  g: ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'],
};
// Means of x and x^2 are 1 and 2.
const data = {
  ...values,
  y: [...values.y, ...values.y],
  x: [...values.x, ...values.x],
  g: [...values.g, ...values.g],
};

describe('varianceTable', () => {
  it('gives each component its mean share of the variance of an observation', () => {
    const frame = buildFrame('y ~ x + (x | g)', data);
    const rows = varianceTable(frame, [Float64Array.of(4, -1, -1, 1)], 2);
    // Total: 4 + 2 * 1 * (-1) + 2 * 1 + 2 = 6
    expect(rows).toEqual([
      { kind: 'variance', group: 'g', term: '(Intercept)', variance: 4, sd: 2, share: 4 / 6 },
      { kind: 'variance', group: 'g', term: 'x', variance: 1, sd: 1, share: 2 / 6 },
      {
        kind: 'covariance',
        group: 'g',
        term: '(Intercept)',
        term2: 'x',
        covariance: -1,
        correlation: -0.5,
        share: -2 / 6,
      },
      { kind: 'variance', group: 'Residual', term: null, variance: 2, sd: Math.SQRT2, share: 2 / 6 },
    ]);
  });

  it('names a second term on the same grouping as lme4 does', () => {
    const frame = buildFrame('y ~ x + (x || g)', data);
    const rows = varianceTable(frame, [Float64Array.of(4), Float64Array.of(1)], 2);
    expect(rows.map(({ group }) => group)).toEqual(['g', 'g.1', 'Residual']);
  });

  it('has no correlation beside a variance of zero', () => {
    const frame = buildFrame('y ~ x + (x | g)', data);
    expect(varianceTable(frame, [Float64Array.of(4, 0, 0, 0)], 2)[2]).toMatchObject({
      covariance: 0,
      correlation: NaN,
    });
  });

  it('does not depend on the scale of the weights', () => {
    const w = data.y.map((_, i) => 1 + (i % 3));
    const once = buildFrame('y ~ x + (1 | g)', { ...data, w }, { weights: 'w' });
    const twice = buildFrame(
      'y ~ x + (1 | g)',
      { ...data, w: w.map((value) => 2 * value) },
      { weights: 'w' },
    );
    const psi = [Float64Array.of(4)];
    expect(varianceTable(twice, psi, 4)[1].share).toBeCloseTo(varianceTable(once, psi, 2)[1].share, 14);
  });
});

describe('r2Nakagawa and intraclassCorrelation', () => {
  it('count an uncorrelated slope in full', () => {
    // A correlated term with covariance 0 is the same model.
    const beta = Float64Array.of(2, 1.5);
    const joint = buildFrame('y ~ x + (x | g)', data);
    const split = buildFrame('y ~ x + (x || g)', data);
    const fixed = (1.5 ** 2 * 16) / 15;
    const random = 4 + 2 * 1;
    const of = (frame: typeof joint, psi: Float64Array[]): number[] => [
      ...Object.values(r2Nakagawa(frame, [0, 1], beta, psi, 2)),
      ...Object.values(intraclassCorrelation(frame, [0, 1], beta, psi, 2)),
    ];
    const total = fixed + random + 2;
    const expected = [fixed / total, (fixed + random) / total, random / (random + 2), random / total];
    [of(joint, [Float64Array.of(4, 0, 0, 1)]), of(split, [Float64Array.of(4), Float64Array.of(1)])].forEach(
      (got) => {
        got.forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i], 14);
        });
      },
    );
  });
});
