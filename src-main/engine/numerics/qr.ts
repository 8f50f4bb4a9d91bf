/** Thin QR decomposition X[:, pivot[0..rank)] = Q R of a matrix that may be rank-deficient. */
export interface QrResult {
  readonly rank: number;
  /** p: original column of each position; the `rank` kept columns first in their order, dropped ones last. */
  readonly pivot: Int32Array;
  /** rank x rank, upper triangular, column-major; zeros below the diagonal. */
  readonly R: Float64Array;
  /** n x rank, column-major; orthonormal columns. */
  readonly Q: Float64Array;
}

/** R's `lm` and lme4: a column of which less than this share is new counts as determined by earlier ones. */
export const rankTolerance = 1e-7;

/**
 * Householder QR with limited pivoting (the rule of LINPACK's dqrdc2 as used by R): a column whose norm
 * after projecting out the columns kept so far falls below `tolerance` times its original norm moves to
 * the end, all others keep their order.
 *
 * Columns are first scaled by powers of two, so that neither very large nor very small units overflow and
 * scaling costs no digit.
 *
 * @param X n x p, column-major, finite; not modified.
 * @throws Error if X holds a value that is not finite.
 */
export function limitedPivotQr(X: Float64Array, n: number, p: number, tolerance = rankTolerance): QrResult {
  const maxRank = Math.min(n, p);
  // Column k holds the Householder vector v_k (rows k..n-1) first, column k of Q in the end.
  const V = new Float64Array(n * maxRank);
  const tau = new Float64Array(maxRank);
  // v_(k+1)'v_k at each even k.
  const cross = new Float64Array(maxRank);
  const triangle = new Float64Array(maxRank * maxRank);
  const kept: number[] = [];
  const dropped: number[] = [];
  const column = new Float64Array(n);

  for (let j = 0; j < p; j++) {
    const exponent = loadScaled(X, j * n, n, column);
    const originalNorm = norm(column, 0, n);
    const k = kept.length;
    for (let i = 0; i + 1 < k; i += 2) reflectTwice(V, n, i, i + 1, tau, cross[i], column, 0);
    if (k % 2 === 1) reflect(V, (k - 1) * n, k - 1, n, tau[k - 1], column, 0);
    const rest = k < n ? norm(column, k, n) : 0;
    if (originalNorm === 0 || rest < tolerance * originalNorm || k === maxRank) {
      dropped.push(j);
      continue;
    }
    const unit = 2 ** exponent;
    for (let i = 0; i < k; i++) triangle[k * maxRank + i] = column[i] * unit;
    const diagonal = storeReflector(column, k, n, rest, V, tau);
    if (k % 2 === 1) cross[k - 1] = crossProduct(V, n, k);
    triangle[k * maxRank + k] = diagonal * unit;
    kept.push(j);
  }

  const rank = kept.length;
  accumulateQ(V, tau, cross, rank, n);
  const R = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    for (let i = 0; i <= j; i++) R[j * rank + i] = triangle[j * maxRank + i];
  }
  return { rank, pivot: Int32Array.from([...kept, ...dropped]), R, Q: V.subarray(0, n * rank) };
}

/** Copies a column scaled so that its largest entry is in [1, 2); returns the power of two taken out. */
function loadScaled(X: Float64Array, start: number, n: number, column: Float64Array): number {
  let largest = 0;
  let check = 0;
  for (let i = 0; i < n; i++) {
    const size = Math.abs(X[start + i]);
    check += size * 0;
    if (size > largest) largest = size;
  }
  if (check !== 0) throw new Error('limitedPivotQr: the matrix holds a value that is not finite');
  // Powers beyond +-1022 are not normal numbers.
  const exponent = largest === 0 ? 0 : Math.max(-1022, Math.min(1022, Math.floor(Math.log2(largest))));
  const scale = 2 ** -exponent;
  for (let i = 0; i < n; i++) column[i] = X[start + i] * scale;
  return exponent;
}

function norm(x: Float64Array, from: number, to: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let i = from;
  for (; i + 1 < to; i += 2) {
    const a = x[i];
    const b = x[i + 1];
    sum0 += a * a;
    sum1 += b * b;
  }
  if (i < to) sum0 += x[i] ** 2;
  return Math.sqrt(sum0 + sum1);
}

/** target[from..n) -= tau (v' target) v, v being V[start + from .. start + n). */
function reflect(
  V: Float64Array,
  start: number,
  from: number,
  n: number,
  tau: number,
  target: Float64Array,
  offset: number,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = from;
  for (; i + 3 < n; i += 4) {
    s0 += V[start + i] * target[offset + i];
    s1 += V[start + i + 1] * target[offset + i + 1];
    s2 += V[start + i + 2] * target[offset + i + 2];
    s3 += V[start + i + 3] * target[offset + i + 3];
  }
  for (; i < n; i++) s0 += V[start + i] * target[offset + i];
  const factor = -tau * (s0 + s1 + (s2 + s3));
  if (factor === 0) return;
  for (i = from; i < n; i++) {
    target[offset + i] = target[offset + i] + factor * V[start + i];
  }
}

/**
 * `reflect` by v_a and then by v_b, neighbours, with one pass for both products and one for the change:
 * v_b't after the first is v_b't - tau_a (v_a't) v_b'v_a.
 */
function reflectTwice(
  V: Float64Array,
  n: number,
  a: number,
  b: number,
  tau: Float64Array,
  cross: number,
  target: Float64Array,
  offset: number,
): void {
  const startA = a * n;
  const startB = b * n;
  const low = Math.min(a, b);
  // In row `low` one of them is 1 and the other, whose place holds something else, 0.
  const head = target[offset + low];
  let a0 = a === low ? head : 0;
  let a1 = 0;
  let b0 = b === low ? head : 0;
  let b1 = 0;
  let i = low + 1;
  for (; i + 1 < n; i += 2) {
    const t0 = target[offset + i];
    const t1 = target[offset + i + 1];
    a0 += V[startA + i] * t0;
    a1 += V[startA + i + 1] * t1;
    b0 += V[startB + i] * t0;
    b1 += V[startB + i + 1] * t1;
  }
  if (i < n) {
    a0 += V[startA + i] * target[offset + i];
    b0 += V[startB + i] * target[offset + i];
  }
  const factorA = -tau[a] * (a0 + a1);
  const factorB = -tau[b] * (b0 + b1 + factorA * cross);
  target[offset + low] = head + (a === low ? factorA : factorB);
  for (i = low + 1; i < n; i++) {
    target[offset + i] = target[offset + i] + factorA * V[startA + i] + factorB * V[startB + i];
  }
}

/** v_k'v_(k-1) */
function crossProduct(V: Float64Array, n: number, k: number): number {
  const before = (k - 1) * n;
  let sum = 0;
  for (let i = k; i < n; i++) sum += V[before + i] * V[k * n + i];
  return sum;
}

/** Stores the reflector that maps column[k..n) to (d, 0, ..., 0) and returns d. */
function storeReflector(
  column: Float64Array,
  k: number,
  n: number,
  rest: number,
  V: Float64Array,
  tau: Float64Array,
): number {
  const first = column[k];
  // The sign avoids cancellation in v_k.
  const diagonal = first > 0 ? -rest : rest;
  const head = first - diagonal;
  const start = k * n;
  // v is scaled to v_k = 1, so that tau = head / -diagonal.
  V[start + k] = 1;
  const inverse = 1 / head;
  for (let i = k + 1; i < n; i++) V[start + i] = column[i] * inverse;
  tau[k] = -head / diagonal;
  return diagonal;
}

/** Replaces the reflectors in V by the first `rank` columns of H_0 ... H_(rank-1). */
function accumulateQ(V: Float64Array, tau: Float64Array, cross: Float64Array, rank: number, n: number): void {
  // From the last column back: column j needs only v_0..v_j, so v_j's place is free once it is used.
  for (let j = rank - 1; j >= 0; j--) {
    const start = j * n;
    const factor = -tau[j];
    for (let i = 0; i < j; i++) V[start + i] = 0;
    for (let i = j; i < n; i++) V[start + i] = V[start + i] * factor;
    V[start + j] = V[start + j] + 1;
    if (j % 2 === 1) reflect(V, (j - 1) * n, j - 1, n, tau[j - 1], V, start);
    for (let k = j - (j % 2) - 1; k > 0; k -= 2) reflectTwice(V, n, k, k - 1, tau, cross[k - 1], V, start);
  }
}
