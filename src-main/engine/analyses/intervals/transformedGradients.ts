import { relativeCovariances } from '../../lmm/dataUnits.ts';
import type { ProfiledCriterion } from '../../lmm/criterion.ts';
import { times } from '../../lmm/smallMatrices.ts';

/**
 * Derivatives of log SD, atanh(correlation) and log sigma, in the order of `intervalParameters`, by the parameters of
 * the criterion (the entries of T, then sigma in the scaled problem's units), at its last evaluation. NaN where a
 * component is at its limit: an SD of 0, a correlation of -1 or 1.
 *
 * With a_i the i-th row of the term's basis: Psi_ij = a_i T T' a_j', so d Psi_ij / dT = a_i' (a_j T) + a_j' (a_i T).
 */
export function transformedGradients(criterion: ProfiledCriterion): Float64Array[] {
  const { A, parameters, factor } = criterion;
  const m = parameters.length;
  const bySigma = 1 / Math.sqrt(criterion.sigma2);
  const gradients: Float64Array[][] = [];
  const relative = relativeCovariances(criterion);
  A.blocks.forEach(({ k: width, basis, parts }, block) => {
    const BT = times(basis, factor.T[block], width);
    for (const { design, offset, k } of parts) {
      const psi = relative[design];
      /** d Psi_ij by each parameter. */
      const change = (i: number, j: number): Float64Array =>
        Float64Array.from(parameters, ({ block: own, row, col }) => {
          if (own !== block) return 0;
          const rows = [offset + i, offset + j];
          const [a, b] = rows.map((at) => basis[row * width + at]);
          const [aT, bT] = rows.map((at) => BT[col * width + at]);
          return a * bT + b * aT;
        });
      /** d log Psi_jj / 2: of log SD, without sigma. */
      const logSd = (j: number): Float64Array => change(j, j).map((value) => value / (2 * psi[j * k + j]));
      const own: Float64Array[] = [];
      for (let j = 0; j < k; j++) {
        own.push(extended(logSd(j), bySigma));
        for (let i = j + 1; i < k; i++) {
          const product = Math.sqrt(psi[j * k + j] * psi[i * k + i]);
          const correlation = psi[j * k + i] / product;
          const [one, other, both] = [logSd(i), logSd(j), change(i, j)];
          const byFisher = both.map(
            (value, p) => (value / product - correlation * (one[p] + other[p])) / (1 - correlation ** 2),
          );
          own.push(extended(atLimit(correlation) ? byFisher.fill(Number.NaN) : byFisher, 0));
        }
      }
      gradients[design] = own;
    }
  });
  return [...gradients.flat(), extended(new Float64Array(m), bySigma)];
}

/** Correlations this near to -1 or 1 are there but for rounding. */
const ROUNDING = 1e-9;

function atLimit(correlation: number): boolean {
  return !(Math.abs(correlation) < 1 - ROUNDING);
}

function extended(byTheta: Float64Array, bySigma: number): Float64Array {
  const gradient = new Float64Array(byTheta.length + 1);
  gradient.set(byTheta);
  gradient[byTheta.length] = bySigma;
  return gradient;
}
