/**
 * Correlations from any real x: x / sqrt(1 + x^2), with two derivatives. The scale of mmrm, on which its Kenward-Roger
 * adjustment with second derivatives is defined.
 */
export function correlationOf(x: number): number {
  return x / Math.sqrt(1 + x * x);
}

export function correlationSlope(x: number): number {
  return (1 + x * x) ** -1.5;
}

export function correlationCurvature(x: number): number {
  return -3 * x * (1 + x * x) ** -2.5;
}

/** Starting correlations stay clear of +-1. */
const LARGEST_START = 0.95;

/** The x of a correlation. */
export function fromCorrelation(r: number): number {
  const bounded = Number.isFinite(r) ? Math.max(-LARGEST_START, Math.min(LARGEST_START, r)) : 0;
  return bounded / Math.sqrt(1 - bounded * bounded);
}

/** rho^d for a whole lag d >= 0, with derivatives by the x of rho. */
export function powerOf(x: number): {
  readonly value: (d: number) => number;
  readonly first: (d: number) => number;
  readonly second: (d: number) => number;
} {
  const rho = correlationOf(x);
  const slope = correlationSlope(x);
  const curvature = correlationCurvature(x);
  return {
    value: (d) => rho ** d,
    first: (d) => (d === 0 ? 0 : d * rho ** (d - 1) * slope),
    second: (d) =>
      d === 0
        ? 0
        : (d === 1 ? 0 : d * (d - 1) * rho ** (d - 2) * slope * slope) + d * rho ** (d - 1) * curvature,
  };
}
