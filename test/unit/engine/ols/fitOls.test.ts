import { describe, expect, it } from 'vitest';
import { fitOls } from '../../../../src-main/engine/ols/fitOls.ts';
import { glance } from '../../../../src-main/engine/ols/glance.ts';
import { olsAnova } from '../../../../src-main/engine/ols/olsAnova.ts';
import { buildFrame } from '../../../helpers/buildFrame.ts';

const x = [1, 2, 3, 4, 5, 6, 7, 8];
const g = ['a', 'b', 'a', 'b', 'c', 'c', 'a', 'b'];
// Multiples of 2^-10, so that a shift by 1e9 is exact.
const y = [3.5, 2.25, 5.125, 6.75, 4, 8.5, 9.0625, 7.375];

describe('fitOls', () => {
  it.each(['y ~ x + g', 'y ~ 0 + g + x', 'y ~ x'])(
    'keeps every digit of %s when the outcome is shifted by 1e9',
    (formula) => {
      const plain = buildFrame(formula, { x, g, y });
      const shifted = buildFrame(formula, { x, g, y: y.map((value) => value + 1e9) });
      const [a, b] = [fitOls(plain), fitOls(shifted)];
      plain.fixed.names.forEach((name, j) => {
        const carriesShift = name === '(Intercept)' || (!plain.fixed.intercept && name.startsWith('g'));
        expect(b.beta[j] - (carriesShift ? 1e9 : 0)).toBeCloseTo(a.beta[j], carriesShift ? 6 : 12);
      });
      expect(b.deviance / a.deviance).toBeCloseTo(1, 12);
      a.residuals.forEach((residual, i) => {
        expect(b.residuals[i]).toBeCloseTo(residual, 12);
      });
      a.vcov.forEach((value, i) => {
        expect(b.vcov[i]).toBeCloseTo(value, 12);
      });
      if (!plain.fixed.intercept) return;
      expect(glance(shifted, b).r2).toBeCloseTo(glance(plain, a).r2, 12);
      for (const type of [1, 2, 3] as const) {
        const table = olsAnova(plain.fixed, a, type, null);
        olsAnova(shifted.fixed, b, type, null).forEach((row, t) => {
          expect(row.sumSq).toBeCloseTo(table[t].sumSq!, 11);
        });
      }
    },
  );

  it('does not depend on the unit of a covariate', () => {
    const plain = fitOls(buildFrame('y ~ x', { x, y }));
    const tiny = fitOls(buildFrame('y ~ x', { x: x.map((value) => value * 2 ** -200), y }));
    expect(tiny.beta[1] * 2 ** -200).toBe(plain.beta[1]);
    expect(tiny.deviance).toBe(plain.deviance);
  });

  it('names left-out columns and what determines them', () => {
    const twice = x.map((value) => 2 * value + 1);
    const { notices, beta } = fitOls(buildFrame('y ~ x + twice', { x, twice, y }));
    expect(beta.length).toBe(2);
    expect(notices).toEqual([
      {
        code: 'aliased-terms',
        severity: 'caution',
        message:
          'One coefficient was left out, because the data cannot tell it apart from the rest of the model: ' +
          'twice (it is determined by the intercept and x).',
      },
    ]);
  });

  it('says which combinations of levels were not observed', () => {
    const h = ['u', 'u', 'v', 'v', 'u', 'u', 'u', 'v'];
    const { notices } = fitOls(buildFrame('y ~ g * h', { g, h, y }));
    expect(notices[0].message).toContain('g c × h v (no observation has this combination)');
  });

  it('is empty-handed but honest without residual df', () => {
    const frame = buildFrame('y ~ x', { x: [1, 2], y: [3, 5] });
    const fit = fitOls(frame);
    expect([...fit.beta]).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
    expect([fit.dfResidual, fit.sigma, fit.vcov[0]]).toEqual([0, NaN, NaN]);
    expect(glance(frame, fit).p).toBeNaN();
  });
});

describe('glance', () => {
  it('has nothing to test in a model of the intercept alone', () => {
    const frame = buildFrame('y ~ 1', { y });
    expect(glance(frame, fitOls(frame))).toMatchObject({
      r2: 0,
      adjR2: 0,
      F: NaN,
      numDf: 0,
      p: NaN,
      dfResidual: 7,
    });
  });
});
