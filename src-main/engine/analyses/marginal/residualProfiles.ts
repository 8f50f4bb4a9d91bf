import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import type {
  EntryFunctions,
  OfParameters,
  ShownParameter,
} from '../../marginal/structures/covarianceStructure.ts';
import { heldCoordinate } from './heldParameter.ts';
import type { HeldParameter } from './heldParameter.ts';

/** Beyond this a parameter of a structure on its unbounded scale is at the end of what is possible. */
const FARTHEST = 500;
/** Of log variances, and of Fisher's z. */
const FARTHEST_LOG = 60;
const FARTHEST_Z = 15;
const FIRST_STEP = 0.1;
/** Slopes below this share of the largest are none. */
const ROUNDING = 1e-12;

/** The parameters of the residual structure, set by set, to be held. */
export function residualProfiles(fit: MarginalFit): HeldParameter[] {
  const { design, structure, optimum, problem } = fit;
  const { scale } = problem;
  const shown = structure.shown(design.occasions.levels);
  return design.groups.levels.flatMap((_, set) => {
    const offset = set * structure.count;
    const own = (theta: Float64Array): EntryFunctions =>
      structure.at(theta.subarray(offset, offset + structure.count));
    return shown.map((parameter): HeldParameter => {
      if (parameter.kind === 'own') {
        return heldCoordinate(fit, optimum.theta, offset + parameter.j, {
          ...coordinateLimits(optimum.theta[offset + parameter.j]),
          valueOf: (t) => parameter.value(t) * scale ** parameter.unit,
        });
      }
      return heldFunction(fit, parameter, own, offset);
    });
  });
}

function coordinateLimits(estimate: number): Pick<HeldParameter, 'limits' | 'firstStep'> {
  return { limits: [estimate - FARTHEST, estimate + FARTHEST], firstStep: FIRST_STEP };
}

/** A variance, as its logarithm, or a correlation, as Fisher's z; where only one parameter decides on it, that one. */
function heldFunction(
  fit: MarginalFit,
  parameter: Exclude<ShownParameter, { kind: 'own' }>,
  own: (theta: Float64Array) => EntryFunctions,
  offset: number,
): HeldParameter {
  const { structure, optimum, problem } = fit;
  const { theta } = optimum;
  const k = structure.count;
  const isVariance = parameter.kind === 'variance';
  const unit = problem.scale ** 2;
  const derivatives = (point: Float64Array): OfSet => {
    if (parameter.kind === 'z') return asArrays(parameter.of(point.subarray(offset, offset + k)), k);
    const entry = own(point);
    return parameter.kind === 'variance'
      ? logVariance(entry, k, parameter.at)
      : fishersZ(entry, k, parameter.a, parameter.b);
  };
  const back = (t: number): number => (isVariance ? Math.exp(t) * unit : Math.tanh(t));
  const slopes = derivatives(theta).first();
  const largest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const deciding = Array.from(slopes, (_, j) => j).filter((j) => Math.abs(slopes[j]) > ROUNDING * largest);
  if (deciding.length === 1) {
    const j = offset + deciding[0];
    const at = theta.slice();
    return heldCoordinate(fit, theta, j, {
      ...coordinateLimits(theta[j]),
      valueOf: (t) => {
        at[j] = t;
        return back(derivatives(at).value);
      },
    });
  }
  const curvature = optimum.derivatives.hessian.diagonal();
  const weight = (j: number): number => Math.abs(slopes[j]) / Math.sqrt(Math.abs(curvature[offset + j]));
  const follows = deciding.reduce((best, j) => (weight(j) > weight(best) ? j : best), deciding[0]);
  const estimate = derivatives(theta).value;
  const spread = isVariance ? FARTHEST_LOG : FARTHEST_Z;
  return {
    model: fit,
    optimum: theta,
    follows: offset + follows,
    limits: isVariance
      ? [estimate - spread, estimate + spread]
      : [Math.min(-spread, estimate), Math.max(spread, estimate)],
    firstStep: FIRST_STEP,
    t: (at) => derivatives(at).value,
    first: (at) => embedded(derivatives(at).first(), offset, theta.length),
    second: (at) => embeddedSquare(derivatives(at).second(), k, offset, theta.length),
    gone: () => [],
    allowed: () => true,
    valueOf: back,
  };
}

/** A function of the k parameters of one set. */
interface OfSet {
  readonly value: number;
  readonly first: () => Float64Array;
  readonly second: () => Float64Array;
}

function asArrays({ value, first, second }: OfParameters, k: number): OfSet {
  return {
    value,
    first: () => Float64Array.from({ length: k }, (_, j) => first(j)),
    second: () => square(k, second),
  };
}

/** log of the variance at one occasion. */
function logVariance(entry: EntryFunctions, k: number, a: number): OfSet {
  const v = entry.value(a, a);
  const first = (): Float64Array => Float64Array.from({ length: k }, (_, j) => entry.first(j, a, a) / v);
  return {
    value: Math.log(v),
    first,
    second: () => {
      const g = first();
      return square(k, (i, j) => entry.second(i, j, a, a) / v - g[i] * g[j]);
    },
  };
}

/** atanh of the correlation of two occasions. */
function fishersZ(entry: EntryFunctions, k: number, a: number, b: number): OfSet {
  const [A, B] = [logVariance(entry, k, a), logVariance(entry, k, b)];
  const root = Math.exp((A.value + B.value) / 2);
  const r = entry.value(a, b) / root;
  const left = 1 - r * r;
  const slopes = (): { half: Float64Array; c: Float64Array; dr: Float64Array } => {
    const [dA, dB] = [A.first(), B.first()];
    const half = dA.map((value, j) => (value + dB[j]) / 2);
    const c = Float64Array.from({ length: k }, (_, j) => entry.first(j, a, b) / root);
    return { half, c, dr: c.map((value, j) => value - r * half[j]) };
  };
  return {
    value: Math.atanh(r),
    first: () => slopes().dr.map((value) => value / left),
    second: () => {
      const { half, c, dr } = slopes();
      const [d2A, d2B] = [A.second(), B.second()];
      return square(k, (i, j) => {
        const bend = (d2A[j * k + i] + d2B[j * k + i]) / 2;
        const d2r = entry.second(i, j, a, b) / root - c[i] * half[j] - dr[j] * half[i] - r * bend;
        return d2r / left + (2 * r * dr[i] * dr[j]) / (left * left);
      });
    },
  };
}

function square(k: number, of: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: k * k }, (_, at) => of(at % k, Math.floor(at / k)));
}

function embedded(own: Float64Array, offset: number, count: number): Float64Array {
  const out = new Float64Array(count);
  out.set(own, offset);
  return out;
}

function embeddedSquare(own: Float64Array, k: number, offset: number, count: number): Float64Array {
  const out = new Float64Array(count * count);
  for (let j = 0; j < k; j++) out.set(own.subarray(j * k, (j + 1) * k), (offset + j) * count + offset);
  return out;
}
