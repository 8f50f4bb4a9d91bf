import type { ModelFrame } from '../../frame/modelFrame.ts';
import { semidefiniteCholesky } from '../../lmm/smallMatrices.ts';
import type { MarginalFit, MarginalProblem } from '../../marginal/fitMarginal.ts';
import { patternedRows } from '../../marginal/patterns.ts';
import { marginalPsi } from '../../marginal/randomEffects.ts';
import type { TermBasis } from '../../marginal/termBasis.ts';
import { meanProducts } from '../../postfit/meanVariances.ts';
import { criterionFor } from './criterionFor.ts';
import { heldCoordinate } from './heldParameter.ts';
import type { HeldParameter } from './heldParameter.ts';
import { optimise } from './refitter.ts';

const FIRST_SD = 0.1;
const FIRST_ANGLE = 0.1;
/** A pivot below this share of its variance is a rounding error of zero. */
const ZERO_PIVOT = 1e-11;

/** SDs and correlations of one random term, to be held. */
interface TermProfiles {
  readonly sds: readonly HeldParameter[];
  /** Of the effects j < i; null where one of them does not vary. */
  readonly correlation: (j: number, i: number) => HeldParameter | null;
}

/**
 * The parameters of each random term. With the effects concerned first in their term, the factor T of their covariance begins
 * with (sd1) and (sd2 sin t, sd2 cos t), the correlation sin t.
 */
export function randomProfiles(fit: MarginalFit): TermProfiles[] {
  return fit.frame.random.map(({ k }, term) => ({
    sds: Array.from({ length: k }, (_, j) => sdHeld(fit, term, j)),
    correlation: (j, i) => correlationHeld(fit, term, j, i),
  }));
}

function sdHeld(fit: MarginalFit, term: number, effect: number): HeldParameter {
  const { model, optimum, at, unit } = inOrder(fit, term, [effect]);
  const { k } = fit.frame.random[term];
  const below = Array.from({ length: k - 1 }, (_, i) => at + 1 + i);
  return heldCoordinate(model, optimum, at, {
    limits: [0, Number.POSITIVE_INFINITY],
    firstStep: FIRST_SD,
    valueOf: (t) => t * unit,
    // What the others share with an effect that is gone is no more than what they have of their own.
    gone: (t) => (t === 0 ? below : []),
  });
}

function correlationHeld(
  fit: MarginalFit,
  term: number,
  first: number,
  second: number,
): HeldParameter | null {
  const { model, optimum, at } = inOrder(fit, term, [first, second]);
  const { k } = fit.frame.random[term];
  const shared = at + 1;
  const own = at + k;
  if (optimum[at] === 0 || (optimum[shared] === 0 && optimum[own] === 0)) return null;
  const count = optimum.length;
  return {
    model,
    optimum,
    follows: Math.abs(optimum[shared]) < optimum[own] ? shared : own,
    limits: [-Math.PI / 2, Math.PI / 2],
    firstStep: FIRST_ANGLE,
    t: (theta) => Math.atan2(theta[shared], theta[own]),
    first: (theta) => {
      const square = theta[shared] ** 2 + theta[own] ** 2;
      const out = new Float64Array(count);
      out[shared] = theta[own] / square;
      out[own] = -theta[shared] / square;
      return out;
    },
    second: (theta) => {
      const [b, c] = [theta[shared], theta[own]];
      const fourth = (b * b + c * c) ** 2;
      const out = new Float64Array(count * count);
      out[shared * count + shared] = (-2 * b * c) / fourth;
      out[own * count + own] = (2 * b * c) / fourth;
      out[shared * count + own] = out[own * count + shared] = (b * b - c * c) / fourth;
      return out;
    },
    gone: () => [],
    allowed: (theta) => theta[at] >= 0 && theta[own] >= -ZERO_PIVOT,
    valueOf: Math.sin,
  };
}

/** A model with some effects of one term first, on their own scaled columns, at the optimum. */
interface Ordered {
  readonly model: MarginalProblem;
  readonly optimum: Float64Array;
  /** Where the elements of the term's factor begin. */
  readonly at: number;
  /** SD of the first effect for an element of 1, in the units of the data. */
  readonly unit: number;
}

function inOrder(fit: MarginalFit, term: number, firsts: readonly number[]): Ordered {
  const { frame, problem, design, structure, bases } = fit;
  const { k } = frame.random[term];
  const order = [...firsts, ...Array.from({ length: k }, (_, i) => i).filter((i) => !firsts.includes(i))];
  const own = orderedBasis(frame, problem.rootWeights, term, order);
  const changed = bases.map((basis, t) => (t === term ? own : basis));
  const source = patternedRows(
    frame,
    design,
    problem,
    changed.map(({ Z }) => Z),
  );
  const model = { ...fit, bases: changed, source, criterion: criterionFor(fit, source) };
  let at = structure.count * design.groups.levels.length;
  for (const { k: width } of frame.random.slice(0, term)) at += (width * (width + 1)) / 2;
  // D = B^-1 Cov(b) B^-T, B a scaling of the columns in their order.
  const psi = marginalPsi(fit)[term];
  const scales = order.map((i, c) => own.B[c * k + i] * problem.scale);
  const D = new Float64Array(k * k);
  order.forEach((j, b) => {
    order.forEach((i, a) => (D[b * k + a] = psi[j * k + i] / (scales[a] * scales[b])));
  });
  const T = semidefiniteCholesky(D, k, ZERO_PIVOT * Math.max(...order.map((_, i) => D[i * k + i])));
  const start = fit.optimum.theta.slice();
  let next = at;
  for (let col = 0; col < k; col++) for (let row = col; row < k; row++) start[next++] = T[col * k + row];
  const optimum = optimise(model, start).theta;
  // T and -T by columns are the same; the factor is taken with its diagonal >= 0.
  next = at;
  for (let col = 0; col < k; col++) {
    const sign = optimum[next] < 0 ? -1 : 1;
    for (let row = col; row < k; row++) optimum[next++] *= sign;
  }
  return { model, optimum, at, unit: scales[0] };
}

function orderedBasis(
  frame: ModelFrame,
  rootWeights: Float64Array | null,
  term: number,
  order: readonly number[],
): TermBasis {
  const { n } = frame;
  const design = frame.random[term];
  const { k } = design;
  const means = meanProducts(design, n);
  const Z = new Float64Array(n * k);
  const B = new Float64Array(k * k);
  order.forEach((column, c) => {
    const factor = 1 / Math.sqrt(means[column * k + column]);
    B[c * k + column] = factor;
    for (let i = 0; i < n; i++) {
      Z[c * n + i] = factor * design.Z[column * n + i] * (rootWeights ? rootWeights[i] : 1);
    }
  });
  return { Z, B };
}
