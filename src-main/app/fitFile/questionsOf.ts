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
  if (file.structures !== false) questions.push(structuresOf(file));
  // The table of coefficients has those of a linear model, which are exact.
  const inTable = intervals === 'wald' && file.method === 'OLS';
  if (typeof intervals === 'string' && !inTable) questions.push({ kind: 'intervals', method: intervals });
  if (typeof intervals === 'object') {
    const { bootstrap: replicates, seed = DEFAULT_SEED } = intervals;
    questions.push({ kind: 'bootstrap', replicates, seed });
  }
  if (file.emmeans.length > 0) {
    questions.push({
      kind: 'means',
      requests: file.emmeans.map(({ specs, contrast = null, reference, adjust = null, df = null }) => {
        return { specs, contrast, ...(reference !== undefined && { reference }), adjust, df };
      }),
    });
  }
  if (influence !== undefined) {
    questions.push({ kind: 'influence', group: typeof influence === 'string' ? influence : null });
  }
  return questions;
}

/** A file without a structure of its own can name the subjects and the time of independent residuals. */
function structuresOf({ structures, residual }: FitFile): Question {
  const {
    criterion = 'aic',
    coefficient = null,
    structures: those = null,
  } = typeof structures === 'boolean' ? {} : structures;
  const { structure, subject, time } = residual ?? {};
  const named = structure === 'iid' && subject !== undefined && time !== undefined;
  const repeated = named ? { subject: typeof subject === 'string' ? [subject] : subject, time } : null;
  return { kind: 'structures', criterion, coefficient, structures: those, repeated };
}
