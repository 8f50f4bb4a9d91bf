import { quadraticForm } from '../../inference/denominatorDf.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { searchMarginal } from '../../marginal/search.ts';
import { dot } from '../../numerics/vectors.ts';
import type { ProfiledParameter } from '../intervals/followProfile.ts';
import { criterionFor } from './criterionFor.ts';
import { PathOfPoints } from './pathOfPoints.ts';

/** Decrement up to which an end of the iterations is good enough for a point of a profile. */
const CLOSE = 1e-5;

/**
 * One coefficient, ready to be profiled. In an orthonormal basis of the columns of X whose last vector is orthogonal to all
 * columns but the coefficient's own, holding the coefficient holds the last coordinate: its part goes to the outcome, and the
 * criterion of the model without it is minimised.
 *
 * @param fit by maximum likelihood
 * @param j position among the kept columns
 */
export function marginalCoefficientProfile(
  fit: MarginalFit,
  j: number,
): { parameter: ProfiledParameter; valueOf: (t: number) => number } {
  const { source, problem, criterion, optimum } = fit;
  const { width, n } = source;
  const r = width - 1;
  const own = rowOfInverse(problem.qr.R, r, j);
  const length = Math.sqrt(dot(own, own));
  const w = own.map((value) => value / length);
  const rest = orthogonalTo(w);

  const rows = new Float64Array(n * r);
  const along = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    const row = source.rows.subarray(at * width, at * width + r);
    for (let i = 0; i < r - 1; i++) rows[at * r + i] = dot(rest[i], row);
    along[at] = dot(w, row);
  }
  const held = (t: number) => {
    const changed = rows.slice();
    for (let at = 0; at < n; at++) changed[at * r + r - 1] = source.rows[at * width + r] - t * along[at];
    return criterionFor(fit, { ...source, width: r, rows: changed });
  };

  /** Estimate of the last coordinate and its variance at covariance parameters. */
  const given = (theta: Float64Array): { estimate: number; variance: number } => {
    criterion.objective(theta);
    const { beta, Phi } = criterion.fixed();
    return { estimate: dot(w, beta), variance: quadraticForm(w, Phi) };
  };
  const { estimate, variance } = given(optimum.theta);
  const se = Math.sqrt(variance);
  const path = new PathOfPoints(estimate, optimum.theta);
  const parameter: ProfiledParameter = {
    estimate: { t: estimate, zeta: 0, slope: 1 / se },
    limits: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    firstStep: se,
    at: (t) => {
      const model = held(t);
      const heights = path.candidates(t).map((theta) => ({ theta, height: model.objective(theta) }));
      const [from] = heights.sort((a, b) => a.height - b.height);
      if (!Number.isFinite(from.height)) return null;
      const steps = searchMarginal(model, from.theta);
      let step = steps.next();
      while (!step.done) step = steps.next();
      const { theta, objective, converged, decrement } = step.value;
      if (!converged && !(decrement < CLOSE)) return null;
      path.add(t, theta);
      const zeta = Math.sign(t - estimate) * Math.sqrt(Math.max(0, objective - optimum.objective));
      // The criterion is (t - estimate)^2 / variance above that of free coefficients, at the same covariance parameters.
      const free = given(theta);
      return { t, zeta, slope: (t - free.estimate) / free.variance / zeta };
    },
  };
  return { parameter, valueOf: (t) => fit.beta[j] + problem.scale * length * (t - estimate) };
}

/** Row j of R^-1 for an upper triangular R (r x r). */
function rowOfInverse(R: Float64Array, r: number, j: number): Float64Array {
  const row = new Float64Array(r);
  for (let i = j; i < r; i++) {
    let value = i === j ? 1 : 0;
    for (let d = j; d < i; d++) value -= row[d] * R[i * r + d];
    row[i] = value / R[i * r + i];
  }
  return row;
}

/** An orthonormal basis of what is orthogonal to a unit vector: a Householder reflection without its last column. */
function orthogonalTo(w: Float64Array): Float64Array[] {
  const last = w.length - 1;
  const v = w.slice();
  v[last] += w[last] < 0 ? -1 : 1;
  const factor = 2 / dot(v, v);
  return Array.from({ length: last }, (_, i) => {
    const column = v.map((value) => -factor * v[i] * value);
    column[i] += 1;
    return column;
  });
}
