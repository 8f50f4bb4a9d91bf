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
/** Golden-section steps between two grid points: 1 -> 2e-4 on the log scale, 1e-7 in the statistic. */
const REFINEMENTS = 17;
/** Draws between two reports of progress. */
const BATCH = 500;

/**
 * Draws of the exact finite-sample null distribution of the likelihood-ratio statistic (restricted for REML) of a single
 * variance component sigma_b^2 = lambda sigma^2:
 *
 *     sup over lambda >= 0 of  nu log(1 + N / D) - sum_s log(1 + lambda m_s),
 *     N = sum_s lambda mu_s w_s^2 / (1 + lambda mu_s),   D = sum_s w_s^2 / (1 + lambda mu_s) + sum of n - r - K further w^2,
 *
 * nu = n - r and m = mu for REML; nu = n and m = eigenvalues of Z'Z for ML. Equal eigenvalues share one chi-squared draw.
 * Draw i depends on the seed and on i only.
 *
 * Source: Crainiceanu & Ruppert 2004, J. R. Stat. Soc. B 66, 165-185, theorems 1 and 2 (no fixed effects tested).
 *
 * @yields the number of draws done
 */
export function* exactNull(
  model: SingleVariance,
  draws: number,
  seed: number,
): Generator<number, Float64Array> {
  const { reml, n, r, restricted, unrestricted } = model;
  const random = randomNumbers(seed);
  const K = restricted.values.length;
  let rank = 0;
  for (const m of restricted.multiplicity) rank += m;
  const nu = reml ? n - r : n;
  const logDeterminant = logDeterminantOf(reml ? restricted : unrestricted);
  const grid = Float64Array.from({ length: (LOG_TO - LOG_FROM) / LOG_STEP + 1 }, (_, g) =>
    Math.exp(LOG_FROM + g * LOG_STEP),
  );
  const penalty = grid.map(logDeterminant);
  const shrink = new Float64Array(grid.length * K);
  grid.forEach((lambda, g) => {
    for (let s = 0; s < K; s++) shrink[g * K + s] = 1 / (1 + lambda * restricted.values[s]);
  });

  const w = new Float64Array(K);
  const statistics = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const rest = random.chiSquared(draw, K, n - r - rank);
    let total = rest;
    for (let s = 0; s < K; s++) {
      w[s] = random.chiSquared(draw, s, restricted.multiplicity[s]);
      total += w[s];
    }
    let best = 0;
    let at = -1;
    for (let g = 0; g < grid.length; g++) {
      let D = rest;
      for (let s = 0; s < K; s++) D += shrink[g * K + s] * w[s];
      const value = nu * Math.log(total / D) - penalty[g];
      if (value > best) [best, at] = [value, g];
    }
    if (at >= 0) {
      const statistic = (logLambda: number): number => {
        const lambda = Math.exp(logLambda);
        let D = rest;
        for (let s = 0; s < K; s++) D += w[s] / (1 + lambda * restricted.values[s]);
        return nu * Math.log(total / D) - logDeterminant(lambda);
      };
      const centre = LOG_FROM + at * LOG_STEP;
      best = Math.max(best, largestOn(statistic, centre - LOG_STEP, centre + LOG_STEP));
    }
    statistics[draw] = best;
    if ((draw + 1) % BATCH === 0) yield draw + 1;
  }
  return statistics;
}

function logDeterminantOf({ values, multiplicity }: Spectrum): (lambda: number) => number {
  return (lambda) => {
    let sum = 0;
    for (let s = 0; s < values.length; s++) sum += multiplicity[s] * Math.log1p(lambda * values[s]);
    return sum;
  };
}

/** The maximum of a function with one peak on an interval, by golden section. */
function largestOn(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [left, right] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fLeft, fRight] = [f(left), f(right)];
  for (let step = 0; step < REFINEMENTS; step++) {
    if (fLeft > fRight) {
      [b, right, fRight] = [right, left, fLeft];
      left = b - ratio * (b - a);
      fLeft = f(left);
    } else {
      [a, left, fLeft] = [left, right, fRight];
      right = a + ratio * (b - a);
      fRight = f(right);
    }
  }
  return Math.max(fLeft, fRight);
}
