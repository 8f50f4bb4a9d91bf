import {
  envelopeOf,
  factorEnvelope,
  selectedInverse,
  solveLower,
  solveLowerTransposed,
} from '../../numerics/envelope.ts';
import type { Envelope } from '../../numerics/envelope.ts';

/**
 * M = B - U U' = L (I - Z Z') L' with B = L L' and Z = L^-1 U, so that
 *
 *     M^-1 = L^-T (I + W W') L^-1,   W = Z C^-T,   C C' = I - Z'Z
 *
 * (Sherman, Morrison & Woodbury). M is positive definite where B and I - Z'Z are.
 */
export class DowndatedFactor {
  private readonly envelope: Envelope;
  private readonly L: Float64Array;
  /** size x width, row by row. */
  private readonly W: Float64Array;
  private readonly width: number;

  private constructor(envelope: Envelope, L: Float64Array, W: Float64Array) {
    this.envelope = envelope;
    this.L = L;
    this.W = W;
    this.width = W.length / envelope.size;
  }

  /**
   * @param B its entries in the envelope, which become those of L
   * @param U size x width, row by row, which becomes W
   * @returns null where M is not positive definite
   */
  static of(envelope: Envelope, B: Float64Array, U: Float64Array): DowndatedFactor | null {
    const { size } = envelope;
    if (!factorEnvelope(envelope, B)) return null;
    const width = U.length / size;
    solveLower(envelope, B, U, width);
    const inner = envelopeOf(new Int32Array(width));
    const C = new Float64Array(inner.length);
    for (let a = 0; a < width; a++) C[inner.diagonal[a]] = 1;
    subtractProducts(U, width, C);
    if (!factorEnvelope(inner, C)) return null;
    for (let from = 0; from < U.length; from += width)
      solveLower(inner, C, U.subarray(from, from + width), 1);
    return new DowndatedFactor(envelope, B, U);
  }

  /** M^-1 g */
  solve(g: Float64Array): Float64Array {
    const { envelope, L, W, width } = this;
    const x = g.slice();
    solveLower(envelope, L, x, 1);
    const sums = new Float64Array(width);
    for (let i = 0; i < x.length; i++) for (let a = 0; a < width; a++) sums[a] += W[i * width + a] * x[i];
    for (let i = 0; i < x.length; i++) for (let a = 0; a < width; a++) x[i] += W[i * width + a] * sums[a];
    solveLowerTransposed(envelope, L, x, 1);
    return x;
  }

  /** The entries of M^-1 within the envelope. */
  selectedInverse(): Float64Array {
    const { envelope, L, width } = this;
    const V = this.W.slice();
    solveLowerTransposed(envelope, L, V, width);
    const inverse = selectedInverse(envelope, L);
    let at = 0;
    for (let i = 0; i < envelope.size; i++) {
      for (let j = envelope.first[i]; j <= i; j++, at++) {
        let sum = 0;
        for (let a = 0; a < width; a++) sum += V[i * width + a] * V[j * width + a];
        inverse[at] += sum;
      }
    }
    return inverse;
  }
}

/** Subtracts Z'Z from a lower triangle by rows, four rows of Z at once for the sake of memory. */
function subtractProducts(Z: Float64Array, width: number, C: Float64Array): void {
  let from = 0;
  for (; from + 3 * width < Z.length; from += 4 * width) {
    const [second, third, fourth] = [from + width, from + 2 * width, from + 3 * width];
    let at = 0;
    for (let a = 0; a < width; a++) {
      const [p, q, r, s] = [Z[from + a], Z[second + a], Z[third + a], Z[fourth + a]];
      for (let b = 0; b <= a; b++) {
        C[at++] -= p * Z[from + b] + q * Z[second + b] + r * Z[third + b] + s * Z[fourth + b];
      }
    }
  }
  for (; from < Z.length; from += width) {
    let at = 0;
    for (let a = 0; a < width; a++) for (let b = 0; b <= a; b++) C[at++] -= Z[from + a] * Z[from + b];
  }
}
