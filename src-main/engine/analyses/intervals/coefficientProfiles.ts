import type { LmmFit } from '../../lmm/fitLmm.ts';
import { ProfiledCriterion } from '../../lmm/criterion.ts';
import { createWorkspace } from '../../numerics/kernels/index.ts';
import { coefficientProfile } from './coefficientProfile.ts';
import { DevianceSurface } from './devianceSurface.ts';
import { followBoth } from './followBoth.ts';
import type { FollowedProfile } from './followBoth.ts';
import { ReducedProducts } from './reducedProducts.ts';
import { counted } from './varianceProfiles.ts';
import type { Optimum } from './varianceProfile.ts';

/**
 * The profiles of the coefficients, in the order of the kept columns; yields before each evaluation how many are done.
 *
 * @param fit by maximum likelihood; may be released already
 */
export function* coefficientProfiles(
  { criterion, problem, beta, vcov }: Pick<LmmFit, 'criterion' | 'problem' | 'beta' | 'vcov'>,
  optimum: Optimum,
  quantile: number,
): Generator<number, FollowedProfile[]> {
  const p = beta.length;
  if (p === 0) return [];
  const products = new ReducedProducts(criterion.A, problem);
  const { pattern } = criterion.factor;
  const workspace = createWorkspace();
  try {
    const reduced = new ProfiledCriterion(products.A, workspace, false, {
      ...pattern,
      borderStart: pattern.borderStart.map((start) => (start / (p + 1)) * p),
    });
    const surface = new DevianceSurface(reduced);
    const profiles: FollowedProfile[] = [];
    for (let j = 0; j < p; j++) {
      const se = Math.sqrt(vcov[j * p + j]);
      const { parameter, valueOf } = coefficientProfile(surface, products, optimum, j, beta[j], se);
      profiles.push(yield* counted(followBoth(parameter, valueOf, quantile), j));
    }
    return profiles;
  } finally {
    workspace.release();
  }
}
