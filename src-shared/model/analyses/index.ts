import type { Bootstrap, BootstrapQuestion } from './bootstrap.ts';
import type { EffectSizes, EffectSizesQuestion } from './effectSizes.ts';
import type { Influence, InfluenceQuestion } from './influence.ts';
import type { Intervals, IntervalsQuestion } from './intervals.ts';
import type { LikelihoodRatioTests, LikelihoodRatioTestsQuestion } from './likelihoodRatioTests.ts';
import type { Means, MeansQuestion } from './means.ts';
import type { RandomTests, RandomTestsQuestion } from './randomTests.ts';
import type { SimplerModels, SimplerModelsQuestion } from './simplerModels.ts';
import type { Structures, StructuresQuestion } from './structures.ts';

/** What can be asked on top of a fit, each with its answer of the same `kind`. */
interface Analyses {
  readonly bootstrap: { readonly question: BootstrapQuestion; readonly answer: Bootstrap };
  readonly randomTests: { readonly question: RandomTestsQuestion; readonly answer: RandomTests };
  readonly likelihoodRatioTests: {
    readonly question: LikelihoodRatioTestsQuestion;
    readonly answer: LikelihoodRatioTests;
  };
  readonly intervals: { readonly question: IntervalsQuestion; readonly answer: Intervals };
  readonly influence: { readonly question: InfluenceQuestion; readonly answer: Influence };
  readonly effectSizes: { readonly question: EffectSizesQuestion; readonly answer: EffectSizes };
  readonly simplerModels: { readonly question: SimplerModelsQuestion; readonly answer: SimplerModels };
  readonly means: { readonly question: MeansQuestion; readonly answer: Means };
  readonly structures: { readonly question: StructuresQuestion; readonly answer: Structures };
}

export type AnalysisKind = keyof Analyses;
export type QuestionOf<Kind extends AnalysisKind> = Analyses[Kind]['question'];
export type AnswerOf<Kind extends AnalysisKind> = Analyses[Kind]['answer'];

export type Question = QuestionOf<AnalysisKind>;
export type Answer = AnswerOf<AnalysisKind>;
