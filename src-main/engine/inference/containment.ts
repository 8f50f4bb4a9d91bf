import type { FixedTerm } from '../frame/modelFrame.ts';

/**
 * For each term the indices of the terms that contain it: all its factors and at least one more, and exactly its
 * covariates (SAS/STAT, "The four types of estimable functions"). `age:Sex` contains `age`, but not `Sex`, which lacks
 * the covariate.
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
