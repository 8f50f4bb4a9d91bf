import type { LmmFit } from '../../lmm/fitLmm.ts';
import type { SingleVariance } from './exactNull.ts';
import { restrictedSpectrum } from './restrictedSpectrum.ts';

/** What the eigenvalues of a model with one variance are made of, in the scaled problem's units. */
export interface SingleVarianceDesign {
  readonly reml: boolean;
  readonly n: number;
  readonly r: number;
  /** Clusters: z_l'z_l. */
  readonly D: Float64Array;
  /** r numbers per cluster: Q'z_l. */
  readonly B: Float64Array;
}

/** More clusters of different sizes than this: the large-sample distribution is right and the exact one slow. */
const MOST_DISTINCT = 3000;

/** The design of a model whose only random effect is one per cluster of one grouping; null for other models. */
export function singleVarianceDesign(fit: LmmFit): SingleVarianceDesign | null {
  const { A, reml } = fit.criterion;
  if (A.blocks.length !== 1 || A.blocks[0].k !== 1) return null;
  const { nLevels } = A.blocks[0];
  if (new Set(A.diagonal).size > MOST_DISTINCT) return null;
  const B = new Float64Array(nLevels * A.r);
  for (let level = 0; level < nLevels; level++) {
    for (let q = 0; q < A.r; q++) B[level * A.r + q] = A.border[level * (A.r + 1) + q];
  }
  // A cluster whose effect has only zeros in front of it is no part of the model.
  const varying = [...A.diagonal.keys()].filter((level) => A.diagonal[level] > 0);
  return {
    reml,
    n: A.n,
    r: A.r,
    D: Float64Array.from(varying, (level) => A.diagonal[level]),
    B: Float64Array.from(varying.flatMap((level) => [...B.subarray(level * A.r, (level + 1) * A.r)])),
  };
}

/** Its eigenvalues; null where the predictors already hold all that the clusters could differ in. */
export function* singleVariance(design: SingleVarianceDesign): Generator<void, SingleVariance | null> {
  const { reml, n, r, D, B } = design;
  const restricted = yield* restrictedSpectrum(D, B, r);
  if (restricted.values.length === 0) return null;
  const unit = restricted.values[0];
  return {
    reml,
    n,
    r,
    restricted: { ...restricted, values: restricted.values.map((value) => value / unit) },
    unrestricted: { values: D.map((value) => value / unit), multiplicity: new Int32Array(D.length).fill(1) },
  };
}
