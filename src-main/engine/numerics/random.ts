import { fastNormalQuantile } from './distributions/fastNormalQuantile.ts';
import { philox } from './philox.ts';

/**
 * Random numbers by address instead of in sequence: each is a pure function of (seed, replicate, position). Replicates
 * can be computed in any order, and shared out over any number of workers, with the same bits.
 *
 * Uniforms are the odd multiples of 2^-53 (52 random bits, symmetric about 1/2, never 0 or 1); normals are their
 * quantiles; chi-squared draws are exact, by rejection. Normals and chi-squared draws of one position are independent.
 */
export interface RandomNumbers {
  /** Uniform on (0, 1). Not independent of the normal at the same address: it is the same random bits. */
  uniform(replicate: number, position: number): number;
  /** Standard normal. */
  normal(replicate: number, position: number): number;
  /** Standard normals of the positions 0 .. out.length - 1 of a replicate: the same as `normal` one by one. */
  fillNormals(out: Float64Array, replicate: number): void;
  /** Chi-squared with df > 0 degrees of freedom (0 gives 0). */
  chiSquared(replicate: number, position: number, df: number): number;
}

/** Words of the counter behind (block, replicate): which family of numbers, so that families never overlap. */
const UNIFORM_FAMILY = 0;
/** Rejection has a family for each attempt at a chi-squared draw. */
const CHI_SQUARED_FAMILY = 1;

/**
 * @param seed an integer from 0 to 2^53 - 1
 * @throws Error for another seed (to be refused where a person chose it)
 */
export function randomNumbers(seed: number): RandomNumbers {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) throw new Error(`${seed} is no seed`);
  const k0 = seed >>> 0;
  const k1 = Math.floor(seed / 2 ** 32);
  const words = new Int32Array(4);

  const uniform = (replicate: number, position: number): number => {
    philox(words, position >>> 1, replicate, UNIFORM_FAMILY, 0, k0, k1);
    return uniformOf(words, (position & 1) * 2);
  };
  const fillNormals = (out: Float64Array, replicate: number): void => {
    for (let position = 0; position < out.length; position += 2) {
      philox(words, position >>> 1, replicate, UNIFORM_FAMILY, 0, k0, k1);
      out[position] = fastNormalQuantile(uniformOf(words, 0));
      if (position + 1 < out.length) out[position + 1] = fastNormalQuantile(uniformOf(words, 2));
    }
  };

  /** Gamma(shape, 1) for shape >= 1: Marsaglia & Tsang 2000, ACM Trans. Math. Softw. 26, 363-372. */
  const gamma = (replicate: number, position: number, shape: number): number => {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (let attempt = 0; ; attempt++) {
      philox(words, position, replicate, CHI_SQUARED_FAMILY, attempt, k0, k1);
      const x = fastNormalQuantile(uniformOf(words, 0));
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (Math.log(uniformOf(words, 2)) < (x * x) / 2 + d * (1 - v + Math.log(v))) return d * v;
    }
  };
  const chiSquared = (replicate: number, position: number, df: number): number => {
    if (df === 0) return 0;
    if (df >= 2) return 2 * gamma(replicate, position, df / 2);
    // Gamma(a) = Gamma(a + 1) U^(1/a), with U from an attempt that the rejection does not reach.
    const draw = gamma(replicate, position, df / 2 + 1);
    philox(words, position, replicate, CHI_SQUARED_FAMILY, -1, k0, k1);
    return 2 * draw * uniformOf(words, 0) ** (2 / df);
  };
  return {
    uniform,
    normal: (replicate, position) => fastNormalQuantile(uniform(replicate, position)),
    fillNormals,
    chiSquared,
  };
}

/** 52 bits of two words, in the middle of their interval of length 2^-52. */
function uniformOf(words: Int32Array, at: number): number {
  return ((words[at] >>> 6) * 2 ** 26 + (words[at + 1] >>> 6) + 0.5) * 2 ** -52;
}
