import { gaussLegendre } from '../special/gaussLegendre.ts';
import { lgamma } from '../special/lgamma.ts';
import { normalCdf } from './normal.ts';
import { upperTailQuantile } from './upperTailQuantile.ts';

const RULE = gaussLegendre(16);
/** exp(-CUTOFF) beside 1 is below what a p-value shows. */
const CUTOFF = 45;
/** Panels of the integrals over the scale and over the largest of the means. */
const SCALE_PANELS = 20;
const MEAN_PANELS = 8;

/**
 * P(Q > q) for the studentised range of k independent normal means with a variance estimated on df degrees of freedom.
 * df > 0, possibly fractional, or Infinity; k >= 2. To about 1e-10 relative; NaN for impossible arguments.
 *
 * Both integrands are positive, so that nothing cancels: beside `k phi(z) Phi(z)^(k-1)`, the density of the largest mean, stands
 * the probability that not all others are within w of it (Hochberg & Tamhane 1987, appendix 3, eq. 1.6).
 */
export function studentizedRangeSf(q: number, k: number, df: number): number {
  if (!(k >= 2 && df > 0) || Number.isNaN(q)) return NaN;
  if (q <= 0) return 1;
  if (q === Infinity) return 0;
  if (df === Infinity) return rangeSf(q, k);
  return overScale(df, (scale) => rangeSf(q * scale, k));
}

/** q with P(Q > q) = tail, 0 < tail < 1. Arguments as `studentizedRangeSf`. */
export function studentizedRangeIsf(tail: number, k: number, df: number): number {
  return upperTailQuantile((q) => studentizedRangeSf(q, k, df), tail);
}

/** E f(S) for S = sqrt(chi-squared / df), f smooth: S has the density exp(df (log s - (s^2 - 1) / 2)) / s, up to a factor. */
function overScale(df: number, f: (scale: number) => number): number {
  const exponent = (u: number): number => df * (u - Math.expm1(2 * u) / 2);
  const edge = (direction: number): number => {
    let inner = 0;
    let outer = direction;
    while (exponent(outer) > -CUTOFF) outer *= 2;
    for (let i = 0; i < 60; i++) {
      const middle = (inner + outer) / 2;
      if (exponent(middle) > -CUTOFF) inner = middle;
      else outer = middle;
    }
    return outer;
  };
  const half = df / 2;
  const factor = Math.exp(Math.LN2 + half * Math.log(half) - half - lgamma(half));
  return factor * integrate(edge(-1), edge(1), SCALE_PANELS, (u) => Math.exp(exponent(u)) * f(Math.exp(u)));
}

/** P(range of k standard normal values > w). */
function rangeSf(w: number, k: number): number {
  const density = 1 / Math.sqrt(2 * Math.PI);
  return integrate(-9, 9 + w, MEAN_PANELS + Math.ceil(w / 2), (z) => {
    const below = normalCdf(z);
    if (below === 0) return 0;
    const others = -Math.expm1((k - 1) * Math.log1p(-normalCdf(z - w) / below));
    return k * density * Math.exp(-0.5 * z * z) * below ** (k - 1) * others;
  });
}

function integrate(from: number, to: number, panels: number, f: (x: number) => number): number {
  const width = (to - from) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const left = from + panel * width;
    for (let i = 0; i < RULE.nodes.length; i++) sum += RULE.weights[i] * f(left + width * RULE.nodes[i]);
  }
  return sum * width;
}
