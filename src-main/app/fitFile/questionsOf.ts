import type { Question } from '../../../src-shared/model/analyses/index.ts';
import { DEFAULT_DRAWS } from '../../../src-shared/model/analyses/randomTests.ts';
import type { FitFile } from './schema.ts';

/** Of all random draws, unless the file names another. */
const DEFAULT_SEED = 1;

/** What a fit file asks on top of the fit, in the order of the result's members. */
export function questionsOf(file: FitFile): Question[] {
  const { randomTests, likelihoodRatioTests, effectSizes, simplerModels, intervals, influence } = file;
  const questions: Question[] = [];
  if (randomTests !== false) {
    const {
      draws = DEFAULT_DRAWS,
      bootstrap = 0,
      seed = DEFAULT_SEED,
    } = randomTests === true ? {} : randomTests;
    questions.push({ kind: 'randomTests', draws, bootstrap, seed });
  }
  if (likelihoodRatioTests) questions.push({ kind: 'likelihoodRatioTests' });
  if (effectSizes) questions.push({ kind: 'effectSizes' });
  if (simplerModels) questions.push({ kind: 'simplerModels' });
  // The table of coefficients has those of a linear model, which are exact.
  const inTable = intervals === 'wald' && file.method === 'OLS';
  if (typeof intervals === 'string' && !inTable) questions.push({ kind: 'intervals', method: intervals });
  if (typeof intervals === 'object') {
    const { bootstrap: replicates, seed = DEFAULT_SEED } = intervals;
    questions.push({ kind: 'bootstrap', replicates, seed });
  }
  if (influence !== undefined) {
    questions.push({ kind: 'influence', group: typeof influence === 'string' ? influence : null });
  }
  return questions;
}
