import type { FixedTerm } from '../frame/modelFrame.ts';

/**
 * For each term the indices of the terms that contain it: all its factors and at least one more, and the same
 * covariates (SAS/STAT, "The four types of estimable functions"). `age` is not contained in `age:Sex` by its covariate
 * alone, but by the superset {Sex} of its factors {}; `Sex` is not contained in it, because `age` differs.
 */
export function containingTerms(terms: readonly FixedTerm[]): number[][] {
  return terms.map((inner) => terms.flatMap((outer, index) => (contains(outer, inner) ? [index] : [])));
}

function contains(outer: FixedTerm, inner: FixedTerm): boolean {
  const sameCovariates =
    outer.covariates.length === inner.covariates.length &&
    inner.covariates.every((name) => outer.covariates.includes(name));
  return (
    sameCovariates &&
    outer.factors.length > inner.factors.length &&
    inner.factors.every((name) => outer.factors.includes(name))
  );
}
