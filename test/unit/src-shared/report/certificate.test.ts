import { describe, expect, it } from 'vitest';
import type { Certificate, FitResult } from '../../../../src-shared/model/fitResult.ts';
import { certificateSentences } from '../../../../src-shared/report/sections/certificate.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';
import { treesResult, variant } from '../../../helpers/reportVariants.ts';

const certificate: Certificate = {
  iterations: 5,
  evaluations: 7,
  decrement: 2.1e-13,
  gradientNorm: 3.4e-7,
  smallestEigenvalue: 0.61,
  boundaryEigenvalue: NaN,
  path: [1750.21, 1743.9, 1743.6283],
};
const said = (changes: Partial<Certificate>, members: Partial<FitResult> = {}) =>
  certificateSentences(
    variant({ certificate: { ...certificate, ...changes }, minus2LogLik: 1743.6283, ...members }),
  ).join(' ');

describe('how one knows that the fit is the best one', () => {
  it('is said with its numbers', () => {
    const text = said({});
    expect(text).toContain('ended after 5 iterations; on the way it fell from 1750.21 to 1743.63.');
    expect(text).toContain('at most about 2.1\u00a0×\u00a010⁻¹³ (the Newton decrement)');
    expect(text).toContain('level there: the largest scaled gradient');
    expect(text).toContain('3.4\u00a0×\u00a010⁻⁷');
    expect(text).toContain('It is a clear minimum in every direction');
    expect(text).toContain('0.61, where 0 would be flat.');
    expect(text).not.toContain('limit');
  });

  it('of a singular fit comes with the condition at the boundary', () => {
    const text = said({ boundaryEigenvalue: 34.2 }, { singular: true });
    expect(text).toContain('For the components that are not at their limit it is a clear minimum');
    expect(text).toContain('moving it away from the limit would make the fit worse (smallest rate 34 ');
    expect(said({ boundaryEigenvalue: -3e-8 }, { singular: true })).toContain('neither better nor worse');
  });

  it('does not claim what was not found', () => {
    const open = said({ decrement: 0.3, gradientNorm: 2 }, { converged: false });
    expect(open).toContain('was given up after 5 iterations');
    expect(open).toContain('about 0.30 (the Newton decrement), or by more');
    expect(open).toContain('It is not level there');
    const flat = { code: 'not-identified', severity: 'serious', message: '' } as const;
    expect(said({ smallestEigenvalue: 2e-5 }, { notices: [flat] })).toContain('It is no clear minimum');
  });

  it('leaves out what does not exist: all of it for least squares', () => {
    expect(certificateSentences(treesResult())).toEqual([]);
    const onlyAtLimit = certificateSentences(fit(referenceData('dyestuff2'), 'Yield ~ 1 + (1 | Batch)'));
    expect(onlyAtLimit.join(' ')).toMatch(/belongs there.*smallest rate \d/);
    expect(onlyAtLimit.join(' ')).not.toMatch(/every direction|NaN|–/);
  });
});
