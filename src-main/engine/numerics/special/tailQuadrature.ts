import { gaussLegendre } from './gaussLegendre.ts';

const RULE = gaussLegendre(32);

/** exp(-CUTOFF) is nothing beside 1, with room for the curvature to fall along the way. */
const CUTOFF = 50;

/**
 * Integral over delta >= 0 of exp(logRatio(delta)): a tail of a log-concave density divided by the density
 * where the tail begins. For the beta and gamma distributions with large parameters, whose series and
 * continued fractions need many terms near the mean.
 *
 * `logRatio` is about -slope delta - curvature delta^2 / 2, with slope >= 0.
 */
export function tailQuadrature(
  slope: number,
  curvature: number,
  logRatio: (delta: number) => number,
): number {
  const length = (2 * CUTOFF) / (slope + Math.sqrt(slope * slope + 2 * CUTOFF * curvature));
  let sum = 0;
  for (let i = 0; i < RULE.nodes.length; i++) {
    sum += RULE.weights[i] * Math.exp(logRatio(length * RULE.nodes[i]));
  }
  return length * sum;
}
