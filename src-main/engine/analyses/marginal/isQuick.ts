import { MarkovCriterion } from '../../marginal/markovCriterion.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { hasRandomEffects } from '../../marginal/randomCriterion.ts';
import { WoodburyCriterion } from '../../marginal/woodbury/woodburyCriterion.ts';
import { clusterWork } from '../../marginal/woodbury/work.ts';

/** Evaluations of the criterion and its derivatives that a profile takes, on average over the reference cases. */
const PER_PARAMETER = 40;
/** What one in a cluster's matrices costs beside one in sums by occasions. */
const CLUSTER = 4;
/** What a row of a series costs. */
const SERIES = 4;
/** Multiplications in well under a second. */
const QUICK = 2e8;

/** Whether all profiles of a fit take well under a second; counted, not timed, as `isQuick` of mixed models. */
export function isQuickMarginal({ criterion, source, optimum, beta }: MarginalFit): boolean {
  const { width: R } = source;
  const k = optimum.theta.length;
  const perParameter = PER_PARAMETER * (k + beta.length);
  if (criterion instanceof MarkovCriterion) return SERIES * source.n * R * (R + k) * perParameter < QUICK;
  if (hasRandomEffects(criterion)) {
    const work = criterion instanceof WoodburyCriterion ? criterion.work : clusterWork(source, k);
    return CLUSTER * work * perParameter < QUICK;
  }
  let evaluation = k ** 3;
  for (const { m, starts } of source.patterns) {
    evaluation += (Math.min(starts.length, m * R) * m * m * R * R) / 2 + (m ** 4 * k) / 4;
  }
  return evaluation * perParameter < QUICK;
}
