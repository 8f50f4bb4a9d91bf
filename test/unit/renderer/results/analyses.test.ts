import { describe, expect, it } from 'vitest';
import { analysisOptions } from '../../../../src-renderer/features/results/analyses/analysisOptions.ts';
import { analysisWords } from '../../../../src-renderer/features/results/analyses/analysisWords.ts';
import { questionSchema } from '../../../../src-shared/model/analyses/questionSchema.ts';
import { modelSpecSchema } from '../../../../src-shared/model/modelSpec.ts';
import type { SectionId } from '../../../../src-shared/model/outputDocument.ts';
import type { AnalysisState, ResultState } from '../../../../src-shared/model/project.ts';

const sections: SectionId[] = ['fixed', 'tests', 'variation', 'fit', 'checks', 'influence'];

function result(formula: string, members: Partial<ResultState> = {}): ResultState {
  const spec = modelSpecSchema.parse({ formula, method: formula.includes('|') ? 'REML' : 'OLS' });
  return { spec, verdict: 'sound', singular: false, outOfDate: [], ...members } as ResultState;
}
const kinds = (of: ResultState) =>
  sections.flatMap((section) => analysisOptions(section, of).map(({ kind }) => `${section} ${kind}`));

describe('what can be asked', () => {
  it('stands where its answer will, with questions as the contract has them', () => {
    const mixed = result('y ~ x + (x | batch/cask)');
    expect(kinds(mixed)).toEqual(
      expect.arrayContaining([
        'fixed bootstrap',
        'tests likelihoodRatioTests',
        'variation randomTests',
        'fit effectSizes',
        'checks influence',
      ]),
    );
    const choices = sections.flatMap((section) =>
      analysisOptions(section, mixed).flatMap((option) => option.choices.map((choice) => choice.question)),
    );
    expect(choices.map((question) => questionSchema.parse(question))).toEqual(choices);
  });

  it('of influence are the groupings as the engine names them, and the rows', () => {
    const [option] = analysisOptions('checks', result('y ~ x + (x | batch/cask) + (0 + z | batch)'));
    expect(option.choices.map(({ question }) => question)).toEqual([
      { kind: 'influence', group: 'cask:batch' },
      { kind: 'influence', group: 'batch' },
      { kind: 'influence', group: null },
    ]);
    expect(option.choices[0].label).toBe('Leave out each level of cask within batch');
  });

  describe('of a model with a residual covariance structure', () => {
    const residual = { structure: 'ar1', subject: ['child', 'school'], time: 't' } as const;
    const structured = (formula: string) => {
      const members = { singular: formula.includes('|'), spec: modelSpecSchema.parse({ formula, residual }) };
      return result('y ~ x + (1 | g)', members);
    };
    const inSections = (of: ResultState) =>
      [...sections, 'residualCovariance' as const].flatMap((section) =>
        analysisOptions(section, of).map(({ kind }) => `${section} ${kind}`),
      );

    it('is all that there is, simpler models of a singular fit too', () => {
      expect(inSections(structured('y ~ x + (1 | g)'))).toEqual([
        'fixed bootstrap',
        'tests likelihoodRatioTests',
        'variation intervals',
        'variation randomTests',
        'variation simplerModels',
        'fit effectSizes',
        'checks influence',
        'residualCovariance structures',
      ]);
    });

    it('has no tests of random parts where there are none, and stands with the residuals', () => {
      expect(inSections(structured('y ~ x'))).toEqual([
        'fixed bootstrap',
        'tests likelihoodRatioTests',
        'fit effectSizes',
        'checks influence',
        'residualCovariance intervals',
        'residualCovariance structures',
      ]);
    });

    it('of thousands of parameters is neither profiles nor a bootstrap', () => {
      const many = { ...structured('y ~ x'), nParameters: 19_999 };
      expect(inSections(many)).not.toContain('fixed bootstrap');
      const [intervals] = analysisOptions('residualCovariance', many);
      expect(intervals.choices.map(({ label }) => label)).toEqual(['Wald']);
    });

    it('can leave out subjects', () => {
      const [option] = analysisOptions('checks', structured('y ~ x + (1 | school)'));
      expect(option.choices.map(({ question }) => question)).toEqual([
        { kind: 'influence', group: 'child:school' },
        { kind: 'influence', group: 'school' },
        { kind: 'influence', group: null },
      ]);
    });
  });

  it('without random parts is influence only; simpler models are for a singular fit', () => {
    expect(kinds(result('y ~ x'))).toEqual(['checks influence']);
    const simpler = 'variation simplerModels';
    expect(kinds(result('y ~ x + (1 | g)', { verdict: 'caution', singular: false }))).not.toContain(simpler);
    expect(kinds(result('y ~ x + (1 | g)', { verdict: 'caution', singular: true }))).toContain(simpler);
  });
});

it('progress is a share where the number of parts is known', () => {
  const state: AnalysisState = {
    kind: 'bootstrap',
    question: { kind: 'bootstrap', replicates: 4000, seed: 1 },
    status: 'running',
    progress: { stage: 'inference', iteration: 1000, criterion: 1, work: { done: 1000, total: 4000 } },
    failure: null,
    answerId: null,
  };
  expect(analysisWords(state)).toMatchObject({ detail: '1,000 of 4,000', fraction: 0.25 });
  const work = { done: 3, total: 13, structure: 'toeph' } as const;
  expect(
    analysisWords({
      ...state,
      kind: 'structures',
      progress: { stage: 'inference', iteration: 1, criterion: 9, work },
    }),
  ).toMatchObject({ label: 'Comparing residual structures', detail: 'TOEPH · 3 of 13' });
  expect(analysisWords({ ...state, progress: null })).toMatchObject({ detail: '', fraction: NaN });
  expect(analysisWords({ ...state, status: 'queued' }).label).toContain('waiting');
});
