import { AppError } from '../../../../src-shared/model/appError.ts';
import { MOST_PARAMETERS } from '../../../../src-shared/model/residualKinds.ts';
import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { structureOf } from '../../marginal/structures/structureOf.ts';

/**
 * That what takes a fit for each parameter, or keeps each parameter of each refit, is not asked of thousands of them.
 *
 * @param what the intervals asked for
 * @throws AppError `too-many-covariance-parameters`
 */
export function requireFewToAsk(design: ResidualDesign, what: string): void {
  const count = structureOf(design).count * design.groups.levels.length;
  if (count <= MOST_PARAMETERS) return;
  throw new AppError(
    'too-many-covariance-parameters',
    `${what} of all parameters would take too long: the structure ${design.spec.structure} has ${count} of them here, and at most ` +
      `${MOST_PARAMETERS} can be handled.`,
    'Use Wald’s intervals, or choose a structure with fewer parameters, such as ar1 or car1.',
  );
}
