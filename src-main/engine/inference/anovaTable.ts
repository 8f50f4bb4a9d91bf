import type { AnovaRow } from '../../../src-shared/model/fitResult.ts';
import type { Estimates } from './estimates.ts';
import type { Hypothesis } from './hypotheses.ts';
import { testHypothesis } from './tests.ts';

/** The table of Wald F tests, one row per term. A term without estimable hypothesis has numDf 0 and NaN. */
export function anovaTable(hypotheses: readonly Hypothesis[], estimates: Estimates): AnovaRow[] {
  return hypotheses.map(({ term, rows }) => ({ term, ...testHypothesis(estimates, rows) }));
}
