/**
 * Both tails of a distribution at one point. The one that can be small there is computed directly, as
 * `density` times `ratio`; the other is its complement.
 */
export interface Tails {
  /** Density of the logarithm (gamma) or log odds (beta) of the variable. */
  readonly density: number;
  /** Its logarithm, also where the density underflows. */
  readonly logDensity: number;
  readonly direct: 'lower' | 'upper';
  /** The direct tail divided by the density. */
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
}

export function tailsFrom(
  density: number,
  logDensity: number,
  direct: 'lower' | 'upper',
  ratio: number,
): Tails {
  const tail = Math.min(1, density * ratio);
  const lower = direct === 'lower' ? tail : 1 - tail;
  return { density, logDensity, direct, ratio, lower, upper: direct === 'lower' ? 1 - tail : tail };
}
