import { ClusterCriterion } from '../../marginal/clusterCriterion.ts';
import type { MarginalProblem } from '../../marginal/fitMarginal.ts';
import { OccasionCriterion } from '../../marginal/occasionCriterion.ts';
import type { PatternedRows } from '../../marginal/patterns.ts';

/** The criterion of a model for other rows: another outcome, fewer columns, or some rows left out. */
export function criterionOf(
  { criterion, structure, design, frame }: MarginalProblem,
  source: PatternedRows,
): MarginalProblem['criterion'] {
  const nSets = design.groups.levels.length;
  const { reml } = criterion;
  if (criterion instanceof OccasionCriterion) {
    return new OccasionCriterion(source, structure, nSets, design.occasions.levels.length, reml);
  }
  const widths = frame.random.map(({ k }) => k);
  return new ClusterCriterion(source, structure, nSets, widths, reml);
}
