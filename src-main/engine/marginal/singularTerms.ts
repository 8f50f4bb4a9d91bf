import type { SingularComponent } from '../../../src-shared/model/fitResult.ts';
import { semidefiniteCholesky } from '../lmm/smallMatrices.ts';
import { symmetricEigen } from '../numerics/symmetricEigen.ts';
import { meanProducts } from '../postfit/meanVariances.ts';
import type { MarginalPoint } from './marginalPoint.ts';

/** Share of the residual variance below which a random effect does not vary, and distance from a correlation of 1. */
const ZERO_VARIANCE = 1e-8;
const PERFECT = 1e-7;

/** Random effects without variance, and those that are combinations of each other. */
export function singularTerms(
  { frame }: Pick<MarginalPoint, 'frame'>,
  psi: readonly Float64Array[],
  residual: number,
): SingularComponent[] {
  return frame.random.flatMap((design, t): SingularComponent[] => {
    const { k, names, group } = design;
    const means = meanProducts(design, frame.n);
    const components: SingularComponent[] = [];
    const varying: number[] = [];
    for (let j = 0; j < k; j++) {
      if (psi[t][j * k + j] * means[j * k + j] > ZERO_VARIANCE * residual) varying.push(j);
      else components.push({ group, terms: [names[j]], kind: 'zero-variance' });
    }
    const m = varying.length;
    if (m < 2) return components;
    const correlation = new Float64Array(m * m);
    varying.forEach((i, a) => {
      varying.forEach((j, b) => {
        correlation[b * m + a] = psi[t][j * k + i] / Math.sqrt(psi[t][i * k + i] * psi[t][j * k + j]);
      });
    });
    const { values, vectors } = symmetricEigen(correlation, m);
    if (values[0] > PERFECT) return components;
    const terms = varying.filter((_, a) => Math.abs(vectors[a]) > 1e-3).map((j) => names[j]);
    return [...components, { group, terms, kind: 'perfect-correlation' }];
  });
}

/** Lower factors of the random terms relative to the residual SD, in lme4's order. */
export function relativeFactors(psi: readonly Float64Array[], sigma: number): number[] {
  return psi.flatMap((own) => {
    const k = Math.sqrt(own.length);
    const L = semidefiniteCholesky(
      own.map((value) => value / (sigma * sigma)),
      k,
      0,
    );
    const entries: number[] = [];
    for (let j = 0; j < k; j++) for (let i = j; i < k; i++) entries.push(L[j * k + i]);
    return entries;
  });
}
