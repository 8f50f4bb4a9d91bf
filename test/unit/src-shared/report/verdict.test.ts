import { describe, expect, it } from 'vitest';
import { makeContext } from '../../../../src-shared/report/reportContext.ts';
import { noticesBlock, verdictBlock, verdictOf } from '../../../../src-shared/report/sections/verdict.ts';
import type { FitResult } from '../../../../src-shared/model/fitResult.ts';
import { variant } from '../../../helpers/reportVariants.ts';

const verdict = (changes: Partial<FitResult>) =>
  verdictBlock(makeContext(variant(changes), { dataName: 'd' }));

describe('verdictBlock', () => {
  it('is sound for a converged fit without findings', () => {
    expect(verdict({})).toMatchObject({
      level: 'sound',
      title: 'Sound fit',
      explanation: [],
      facts: ['180 of 180 rows', '18 subjects', '1.2\u00a0ms'],
    });
  });

  it('names rows left out by choice apart from those with missing values', () => {
    const { explanation, facts } = verdict({
      nObs: 168,
      droppedRows: {
        total: 12,
        byVariable: [{ variable: 'Days', count: 2 }],
        excluded: [{ text: 'Subject = 308', count: 10 }],
      },
    });
    expect(explanation).toEqual([
      '12 rows left out of 180: by choice Subject = 308 (10 rows); no usable value of Days in 2.',
    ]);
    expect(facts[0]).toBe('168 of 180 rows');
  });

  it('names the component at its limit, what it means and the choices', () => {
    const block = verdict({
      singular: true,
      singularComponents: [{ group: 'Subject', terms: ['(Intercept)'], kind: 'zero-variance' }],
    });
    expect(block.level).toBe('caution');
    expect(verdictOf(variant({ singular: true }))).toBe('caution');
    expect(block.explanation[0]).toMatch(
      /^Subject: level\. The variance is estimated as zero.*18 subjects.*leave it out/,
    );
  });

  it('says a finding once, without comparing with the residuals of other groupings', () => {
    const component = { group: 'Subject', terms: ['(Intercept)'], kind: 'zero-variance' } as const;
    const { explanation } = verdict({ singular: true, singularComponents: [component, component] });
    expect(explanation).toHaveLength(1);
    expect(explanation[0]).toContain('no differences between subjects beyond the variation within them');
  });

  it('says of several variances of one grouping together that they are zero', () => {
    const zero = (term: string) => ({ group: 'Subject', terms: [term], kind: 'zero-variance' }) as const;
    const { explanation } = verdict({
      singular: true,
      singularComponents: [zero('(Intercept)'), zero('Days')],
    });
    expect(explanation).toHaveLength(1);
    expect(explanation[0]).toMatch(
      /^Subject: level and effect of Days\. The variances are estimated as zero.*without them/,
    );
  });

  it('explains a perfect correlation', () => {
    const block = verdict({
      singular: true,
      singularComponents: [{ group: 'Subject', terms: ['(Intercept)', 'Days'], kind: 'perfect-correlation' }],
    });
    expect(block.explanation[0]).toMatch(
      /^Subject: level and effect of Days\. Their correlation is estimated at its limit/,
    );
  });

  it('does not trust what did not converge, whatever else is said', () => {
    expect(verdict({ converged: false, singular: true }).level).toBe('bad');
    expect(verdictOf(variant({ converged: false, singular: true }))).toBe('bad');
    expect(verdict({ notices: [{ code: 'x', severity: 'serious', message: 'm' }] }).level).toBe('bad');
    expect(
      verdict({ notices: [{ code: 'not-identified', severity: 'serious', message: 'm' }] }),
    ).toMatchObject({
      title: 'Not to be trusted',
      sentence: 'Converged, but to no clear optimum: there is a serious finding, noted below.',
    });
  });

  it('is cautious about a finding and lists it', () => {
    const notices = [
      { code: 'aliased-terms', severity: 'caution', message: 'z is the sum of x and y.' },
      { code: 'dropped-rows', severity: 'info', message: 'said by the verdict' },
    ] as const;
    expect(verdict({ notices }).level).toBe('caution');
    expect(noticesBlock(makeContext(variant({ notices }), { dataName: 'd' })).notices).toEqual([
      { severity: 'caution', message: 'z is the sum of x and y.' },
    ]);
  });

  it('counts dropped rows with reasons', () => {
    const block = verdict({
      droppedRows: {
        total: 1234,
        byVariable: [
          { variable: 'Days', count: 1200 },
          { variable: 'Reaction', count: 40 },
        ],
      },
    });
    expect(block.explanation).toEqual([
      '1,234 rows left out of 1,414: no usable value of Days in 1,200 and Reaction in 40 (a row can miss several).',
    ]);
    expect(block.facts[0]).toBe('180 of 1,414 rows');
  });
});
