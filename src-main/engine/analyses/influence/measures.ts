import { inverseOfCrossProduct } from '../../numerics/triangular.ts';
import { dot } from '../../numerics/vectors.ts';
import type { ComparedFit } from './refit.ts';

/**
 * Cook's distance of the fixed effects, (b - b_i)' V^-1 (b - b_i) / p with V = vcov(b) = sigma^2 (U'U)^-1 of all rows:
 * |U (b - b_i)|^2 / (p sigma^2).
 * Source: Demidenko & Stukel 2005, Statistics in Medicine 24, 893-909.
 */
export function cooksDistance(all: ComparedFit, without: ComparedFit): number {
  const p = all.estimates.beta.length;
  const change = upperTimes(all.root, p, difference(all, without));
  return dot(change, change) / (p * all.sigma2);
}

/** (b - b_i) / se(b_i), by coefficient. Source: Belsley, Kuh & Welsch 1980, with the deleted covariance of the mixed model. */
export function dfbetas(all: ComparedFit, without: ComparedFit): number[] {
  const { vcov } = without.estimates;
  const change = difference(all, without);
  const p = change.length;
  return Array.from(change, (value, j) => value / Math.sqrt(vcov[j * p + j]));
}

/** det V_i / det V, from the triangular factors. */
export function covRatio(all: ComparedFit, without: ComparedFit): number {
  const p = all.estimates.beta.length;
  let log = p * Math.log(without.sigma2 / all.sigma2);
  for (let j = 0; j < p; j++) {
    log += 2 * Math.log(Math.abs(all.root[j * p + j] / without.root[j * p + j]));
  }
  return Math.exp(log);
}

/** |trace(V^-1 V_i) - p|. Source: Christensen, Pearson & Johnson 1992, Technometrics 34, 38-45. */
export function covTrace(all: ComparedFit, without: ComparedFit): number {
  const p = all.estimates.beta.length;
  const vcov = inverseOfCrossProduct(without.root, p).map((value) => value * without.sigma2);
  // trace(U V_i U') / sigma^2 = trace(U (U V_i)') / sigma^2
  let trace = 0;
  for (let j = 0; j < p; j++) {
    const column = upperTimes(all.root, p, vcov.subarray(j * p, (j + 1) * p));
    for (let i = 0; i <= j; i++) trace += all.root[j * p + i] * column[i];
  }
  return Math.abs(trace / all.sigma2 - p);
}

function difference(all: ComparedFit, without: ComparedFit): Float64Array {
  return all.estimates.beta.map((value, j) => value - without.estimates.beta[j]);
}

/** U x for an upper triangular p x p matrix, column-major. */
function upperTimes(U: Float64Array, p: number, x: Float64Array): Float64Array {
  const out = new Float64Array(p);
  for (let j = 0; j < p; j++) for (let i = 0; i <= j; i++) out[i] += U[j * p + i] * x[j];
  return out;
}
