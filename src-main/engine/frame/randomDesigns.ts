import type { RandomTerm } from '../../../src-shared/formula/terms.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Column } from '../../../src-shared/model/dataset.ts';
import { designNames, planDesign } from './designPlan.ts';
import type { LevelsOf } from './designPlan.ts';
import { evaluateDesign } from './evaluateDesign.ts';
import { fillDesign } from './fillDesign.ts';
import type { DesignValues } from './fillDesign.ts';
import { groupingFactor } from './groupingFactor.ts';
import type { GroupingLevels } from './groupingFactor.ts';
import type { RandomDesign } from './modelFrame.ts';

/**
 * The random terms of a model in lme4's order: as written if their numbers of levels never increase,
 * otherwise by falling number of levels, ties in reverse (`rev(order(nl))` in `mkReTrms`).
 *
 * @param columnOf a column restricted to the n used rows
 * @throws AppError `grouping-one-level`, `grouping-per-row`, `more-random-effects-than-rows`,
 *   `too-many-columns` (lme4's checks)
 */
export function randomDesigns(
  terms: readonly RandomTerm[],
  columnOf: (name: string) => Column,
  levelsOf: LevelsOf,
  values: DesignValues,
  n: number,
): readonly RandomDesign[] {
  const groups = new Map<string, GroupingLevels>();
  const designs = terms.map((term): RandomDesign => {
    const { name: group, factors } = term.group;
    const known = groups.get(group);
    const { levels, codes } = known ?? groupingFactor(factors.map(columnOf));
    if (!known) groups.set(group, { levels, codes });
    const plan = planDesign(term, levelsOf, 'treatment', n);
    requireIdentifiable(group, levels, plan.p, n);
    return {
      group,
      levels,
      codes,
      names: designNames(plan).names,
      k: plan.p,
      Z: fillDesign(plan, values, n),
      evaluate: (columns, nRows) => evaluateDesign(plan, columns, nRows),
    };
  });
  const increases = designs.some((design, t) => t > 0 && design.levels.length > designs[t - 1].levels.length);
  return increases ? designs.toSorted((a, b) => a.levels.length - b.levels.length).reverse() : designs;
}

function requireIdentifiable(group: string, levels: readonly string[], k: number, n: number): void {
  const nLevels = levels.length;
  if (nLevels < 2) {
    throw new AppError(
      'grouping-one-level',
      `The grouping factor ${group} has only one level (${levels[0]}) in the ${n} rows used.`,
      'A variance between clusters needs at least two of them; leave this random term out.',
    );
  }
  if (nLevels >= n) {
    throw new AppError(
      'grouping-per-row',
      `The grouping factor ${group} has ${nLevels} levels in ${n} rows: every row is a cluster of its own, ` +
        'so its effects cannot be told from the residuals.',
      'Group by a variable whose levels were measured more than once.',
    );
  }
  if (k * nLevels >= n) {
    throw new AppError(
      'more-random-effects-than-rows',
      `The random term for ${group} has ${k * nLevels} random effects (${k} for each of ${nLevels} levels), ` +
        `but there are only ${n} rows.`,
      'Use fewer random slopes for this grouping factor.',
    );
  }
}
