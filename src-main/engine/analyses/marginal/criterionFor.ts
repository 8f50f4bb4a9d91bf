import { criterionOf } from '../../marginal/fitMarginal.ts';
import type { MarginalProblem } from '../../marginal/fitMarginal.ts';
import type { PatternedRows } from '../../marginal/patterns.ts';

/** The criterion of a model for other rows: another outcome, fewer columns, or some rows left out. */
export function criterionFor(
  { criterion, structure, design, frame }: MarginalProblem,
  source: PatternedRows,
): MarginalProblem['criterion'] {
  return criterionOf(frame, design, structure, source, criterion.reml);
}
