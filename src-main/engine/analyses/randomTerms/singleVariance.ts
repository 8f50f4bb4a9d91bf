import type { LmmFit } from '../../lmm/fitLmm.ts';
import type { SingleVariance } from './exactNull.ts';
import { restrictedSpectrum } from './restrictedSpectrum.ts';
import type { Spectrum } from './restrictedSpectrum.ts';

/** With more clusters of different sizes than this the large-sample distribution is right and the exact one slow. */
const MOST_DISTINCT = 1000;
/** ... or where finding the eigenvalues would take seconds: (different sizes x columns of X) squared. */
const MOST_WORK = 5e7;

/**
 * The eigenvalues that the exact test of a model's only variance needs; null where the model has several (or covariances),
 * where the clusters are too many, or where the predictors already hold all that the clusters could differ in.
 */
export function singleVariance({ criterion }: LmmFit): SingleVariance | null {
  const { A, reml } = criterion;
  if (A.blocks.length !== 1 || A.blocks[0].k !== 1) return null;
  const sizes = new Set(A.diagonal).size;
  if (sizes > MOST_DISTINCT || (sizes * A.r) ** 2 > MOST_WORK) return null;
  const { n, r } = A;
  // A cluster whose effect has only zeros in front of it is no part of the model.
  const clusters = [...A.diagonal.keys()].filter((level) => A.diagonal[level] > 0);
  const D = Float64Array.from(clusters, (level) => A.diagonal[level]);
  const B = new Float64Array(clusters.length * r);
  clusters.forEach((level, l) => {
    for (let q = 0; q < r; q++) B[l * r + q] = A.border[level * (r + 1) + q];
  });
  const restricted = restrictedSpectrum(D, B, r);
  if (restricted.values.length === 0) return null;
  const unit = restricted.values[0];
  return {
    reml,
    n,
    r,
    restricted: { ...restricted, values: restricted.values.map((value) => value / unit) },
    unrestricted: distinct(D.map((value) => value / unit)),
  };
}

function distinct(values: Float64Array): Spectrum {
  const count = new Map<number, number>();
  for (const value of values) count.set(value, (count.get(value) ?? 0) + 1);
  return { values: Float64Array.from(count.keys()), multiplicity: Int32Array.from(count.values()) };
}
