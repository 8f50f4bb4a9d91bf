import { randomNumbers } from '../../numerics/random.ts';
import type { Spectrum } from './restrictedSpectrum.ts';

/** The model without random part, as the null distribution of its comparison with one variance sees it. */
export interface SingleVariance {
  readonly reml: boolean;
  /** Rows, and columns of X. */
  readonly n: number;
  readonly r: number;
  /** Of Z'(I - P_X)Z, in units of its largest eigenvalue. */
  readonly restricted: Spectrum;
  /** For ML: of Z'Z, in the same unit. */
  readonly unrestricted: Spectrum;
}

/**
 * Grid of log(lambda x largest eigenvalue) on which the maximum is looked for first: wide enough that at its lower end
 * the statistic is zero to 1e-4, at its upper end the residual variance is a millionth of the random one.
 */
const LOG_FROM = -10;
const LOG_TO = 14;
const LOG_STEP = 0.5;
/** Newton steps from the best grid point: 0.25 -> 1e-8 on the log scale, of which the statistic sees the square. */
const REFINEMENTS = 4;
/** Draws between two reports of progress. */
const BATCH = 500;

/**
 * Draws of the exact finite-sample null distribution of the likelihood-ratio statistic (restricted for REML) of a single
 * variance component sigma_b^2 = lambda sigma^2:
 *
 *     sup over lambda >= 0 of  nu log(W / D(lambda)) - sum_s log(1 + lambda m_s),
 *     D(lambda) = sum_s w_s / (1 + lambda mu_s) + w_rest,   W = D(0),
 *
 * w_s chi-squared with as many df as mu_s has multiplicity, w_rest with the n - r - rank others; nu = n - r and m = mu for
 * REML, nu = n and m = eigenvalues of Z'Z for ML. Draw i depends on the seed and on i only.
 *
 * Source: Crainiceanu & Ruppert 2004, J. R. Stat. Soc. B 66, 165-185, theorems 1 and 2 (no fixed effects tested).
 *
 * @yields the number of draws done, now and then; `next('stop')` ends with what there is
 */
export function* exactNull(
  model: SingleVariance,
  draws: number,
  seed: number,
): Generator<number, Float64Array, 'stop' | undefined> {
  const { reml, n, r, restricted, unrestricted } = model;
  const random = randomNumbers(seed);
  const mu = restricted.values;
  const K = mu.length;
  const rest = n - r - restricted.multiplicity.reduce((sum, m) => sum + m, 0);
  const nu = reml ? n - r : n;
  const determinant = reml ? restricted : unrestricted;

  const size = Math.round((LOG_TO - LOG_FROM) / LOG_STEP) + 1;
  const shrink = new Float64Array(size * K);
  // The largest value of the criterion is where D times this is least: no logarithm on the grid.
  const penalty = new Float64Array(size);
  for (let g = 0; g < size; g++) {
    const lambda = Math.exp(LOG_FROM + g * LOG_STEP);
    penalty[g] = Math.exp(logDeterminant(determinant, lambda) / nu);
    for (let s = 0; s < K; s++) shrink[g * K + s] = 1 / (1 + lambda * mu[s]);
  }

  const w = new Float64Array(K);
  const statistics = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const wRest = random.chiSquared(draw, K, rest);
    let W = wRest;
    for (let s = 0; s < K; s++) {
      w[s] = random.chiSquared(draw, s, restricted.multiplicity[s]);
      W += w[s];
    }
    let least = W;
    let best = -1;
    for (let g = 0; g < size; g++) {
      let D = wRest;
      for (let s = 0; s < K; s++) D += shrink[g * K + s] * w[s];
      const value = D * penalty[g];
      if (value < least) [least, best] = [value, g];
    }
    if (best >= 0) {
      const centre = LOG_FROM + best * LOG_STEP;
      const refined = nearbyMaximum(centre, { mu, w, wRest, nu, determinant });
      statistics[draw] = Math.max(nu * Math.log(W / least), nu * Math.log(W) + refined);
    }
    if ((draw + 1) % BATCH === 0 && (yield draw + 1) === 'stop') return statistics.subarray(0, draw + 1);
  }
  return statistics;
}

interface Draw {
  readonly mu: Float64Array;
  readonly w: Float64Array;
  readonly wRest: number;
  readonly nu: number;
  readonly determinant: Spectrum;
}

/** Largest value of -nu log D - log-determinant within one grid step of t = log lambda, by Newton's method. */
function nearbyMaximum(centre: number, { mu, w, wRest, nu, determinant }: Draw): number {
  let t = centre;
  for (let step = 0; ; step++) {
    const lambda = Math.exp(t);
    let [D, D1, D2] = [wRest, 0, 0];
    for (let s = 0; s < mu.length; s++) {
      const share = 1 / (1 + lambda * mu[s]);
      const slope = w[s] * share * (1 - share);
      D += w[s] * share;
      D1 -= slope;
      D2 += slope * (1 - 2 * share);
    }
    if (step === REFINEMENTS) return -nu * Math.log(D) - logDeterminant(determinant, lambda);
    let [P1, P2] = [0, 0];
    for (let s = 0; s < determinant.values.length; s++) {
      const share = 1 / (1 + lambda * determinant.values[s]);
      P1 += determinant.multiplicity[s] * (1 - share);
      P2 += determinant.multiplicity[s] * share * (1 - share);
    }
    const gradient = (-nu * D1) / D - P1;
    const curvature = -nu * (D2 / D - (D1 / D) ** 2) - P2;
    const move = curvature < 0 ? -gradient / curvature : Math.sign(gradient) * LOG_STEP;
    t = Math.min(centre + LOG_STEP, Math.max(centre - LOG_STEP, t + move));
  }
}

function logDeterminant({ values, multiplicity }: Spectrum, lambda: number): number {
  let sum = 0;
  for (let s = 0; s < values.length; s++) sum += multiplicity[s] * Math.log1p(lambda * values[s]);
  return sum;
}
