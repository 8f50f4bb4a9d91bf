import { negativeEigenvalues } from './inertia.ts';

/** Distinct eigenvalues, in falling order, and how often each occurs. */
export interface Spectrum {
  readonly values: Float64Array;
  readonly multiplicity: Int32Array;
}

/** Eigenvalues closer than this share of the largest count as equal, and as zero below it. */
const RESOLUTION = 1e-8;

/**
 * Positive eigenvalues of Z'(I - QQ')Z = D - B'B for one random effect per cluster: D = Z'Z is diagonal and B = Q'Z has r
 * rows, so nothing larger than r x r is formed. By bisection: with Sylvester's law of inertia the number of eigenvalues
 * below s is
 *
 *     #{D_l < s} + number of negative eigenvalues of I_r - B (D - s)^-1 B'.
 *
 * Clusters with equal D_l enter as one sum of B_l B_l'. Cost: distinct eigenvalues x distinct D_l x r^2 x 27.
 *
 * @param D clusters: z_l'z_l, positive
 * @param B r numbers per cluster, one cluster after the other
 */
export function restrictedSpectrum(D: Float64Array, B: Float64Array, r: number): Spectrum {
  if (D.length === 0) return { values: new Float64Array(0), multiplicity: new Int32Array(0) };
  const groups = equalClusters(D, B, r);
  const largest = groups.D[groups.D.length - 1];
  const resolution = RESOLUTION * largest;
  const values: number[] = [];
  const multiplicity: number[] = [];
  // All eigenvalues lie in [0, largest]; those in the first interval of the resolution are zeros.
  const pending = [
    { low: resolution, high: largest + resolution, below: countBelow(groups, r, resolution), upTo: D.length },
  ];
  for (;;) {
    const interval = pending.pop();
    if (interval === undefined) break;
    const { low, high, below, upTo } = interval;
    if (upTo <= below) continue;
    const middle = (low + high) / 2;
    if (high - low <= resolution) {
      values.push(middle);
      multiplicity.push(upTo - below);
      continue;
    }
    const count = Math.min(upTo, Math.max(below, countBelow(groups, r, middle)));
    // The upper half is worked on first, so that eigenvalues come in falling order.
    pending.push({ low, high: middle, below, upTo: count }, { low: middle, high, below: count, upTo });
  }
  return { values: Float64Array.from(values), multiplicity: Int32Array.from(multiplicity) };
}

/** Clusters with equal D joined: ascending D, how many there are, and the sum of their B_l B_l' (r x r). */
interface EqualClusters {
  readonly D: Float64Array;
  readonly count: Int32Array;
  readonly BB: Float64Array;
}

/** D closer than this share are equal up to rounding. */
const ROUNDING = 1e-11;

function equalClusters(D: Float64Array, B: Float64Array, r: number): EqualClusters {
  const order = Uint32Array.from(D, (_, l) => l).sort((a, b) => D[a] - D[b] || a - b);
  const distinct: number[] = [];
  const count: number[] = [];
  for (const l of order) {
    if (distinct.length === 0 || D[l] - distinct[distinct.length - 1] > ROUNDING * D[l]) {
      distinct.push(D[l]);
      count.push(0);
    }
    count[count.length - 1]++;
  }
  const BB = new Float64Array(distinct.length * r * r);
  let at = 0;
  count.forEach((members, g) => {
    for (let m = 0; m < members; m++) {
      const l = order[at++];
      for (let j = 0; j < r; j++) {
        for (let i = 0; i < r; i++) BB[(g * r + j) * r + i] += B[l * r + i] * B[l * r + j];
      }
    }
  });
  return { D: Float64Array.from(distinct), count: Int32Array.from(count), BB };
}

/** How many eigenvalues of D - B'B lie below s. */
function countBelow({ D, count, BB }: EqualClusters, r: number, s: number): number {
  const S = new Float64Array(r * r);
  for (let i = 0; i < r; i++) S[i * r + i] = 1;
  let below = 0;
  for (let g = 0; g < D.length; g++) {
    if (D[g] < s) below += count[g];
    const distance = D[g] - s;
    const weight = 1 / (distance === 0 ? Number.EPSILON * s : distance);
    for (let e = 0; e < r * r; e++) S[e] -= weight * BB[g * r * r + e];
  }
  return below + negativeEigenvalues(S, r);
}
