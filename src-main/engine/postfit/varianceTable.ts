import type { VarianceRow } from '../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { groupNames } from './groupNames.ts';
import { meanProducts, meanResidualVariance } from './meanVariances.ts';

/**
 * Variances, SDs, covariances and correlations of the random terms and the residual, with their share of the total
 * variance of an observation, averaged over the observations. Order and names as lme4's VarCorr: per term the variances,
 * then the covariances; the residual last.
 *
 * @param psi k x k covariance per random term, column-major, in the order of `frame.random`.
 * @param sigma2 residual variance of an observation of weight 1.
 */
export function varianceTable(
  frame: ModelFrame,
  psi: readonly Float64Array[],
  sigma2: number,
): VarianceRow[] {
  const names = groupNames(frame.random);
  const parts = frame.random.map((design, t) => {
    const means = meanProducts(design, frame.n);
    return psi[t].map((value, index) => value * means[index]);
  });
  const residual = meanResidualVariance(frame, sigma2);
  const total = parts.reduce((sum, part) => part.reduce((inner, value) => inner + value, sum), residual);

  const rows: VarianceRow[] = [];
  frame.random.forEach(({ k, names: terms }, t) => {
    const group = names[t];
    const sd = (a: number): number => Math.sqrt(psi[t][a * k + a]);
    for (let a = 0; a < k; a++) {
      const variance = psi[t][a * k + a];
      rows.push({
        kind: 'variance',
        group,
        term: terms[a],
        variance,
        sd: sd(a),
        share: parts[t][a * k + a] / total,
      });
    }
    for (let a = 0; a < k; a++) {
      for (let b = a + 1; b < k; b++) {
        const covariance = psi[t][b * k + a];
        rows.push({
          kind: 'covariance',
          group,
          term: terms[a],
          term2: terms[b],
          covariance,
          // 0 / 0 = NaN where a variance is zero.
          correlation: covariance / (sd(a) * sd(b)),
          share: (2 * parts[t][b * k + a]) / total,
        });
      }
    }
  });
  rows.push({
    kind: 'variance',
    group: 'Residual',
    term: null,
    variance: sigma2,
    sd: Math.sqrt(sigma2),
    share: residual / total,
  });
  return rows;
}
