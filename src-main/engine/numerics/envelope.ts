/**
 * Which entries of a symmetric matrix are stored, row by row: in row i those from the first that is not zero to the diagonal.
 * The Cholesky factor has no entries outside (George & Liu 1981, Computer Solution of Large Sparse Positive Definite Systems,
 * ch. 4).
 */
export interface Envelope {
  readonly size: number;
  /** First stored column of each row. */
  readonly first: Int32Array;
  /** Place of each diagonal element; (i, j) is at `diagonal[i] - i + j`. */
  readonly diagonal: Int32Array;
  /** Number of stored entries. */
  readonly length: number;
}

/** @param first first stored column of each row, at most the row itself */
export function envelopeOf(first: Int32Array): Envelope {
  const size = first.length;
  const diagonal = new Int32Array(size);
  let length = 0;
  for (let i = 0; i < size; i++) {
    length += i - first[i] + 1;
    diagonal[i] = length - 1;
  }
  return { size, first, diagonal, length };
}

/**
 * Replaces a positive definite matrix by its lower Cholesky factor L.
 * @returns false where it is not positive definite; the entries are then spoilt
 */
export function factorEnvelope({ size, first, diagonal }: Envelope, entries: Float64Array): boolean {
  for (let i = 0; i < size; i++) {
    const row = diagonal[i] - i;
    let pivot = entries[row + i];
    for (let j = first[i]; j < i; j++) {
      const other = diagonal[j] - j;
      let sum = entries[row + j];
      for (let k = Math.max(first[i], first[j]); k < j; k++) sum -= entries[row + k] * entries[other + k];
      sum /= entries[other + j];
      entries[row + j] = sum;
      pivot -= sum * sum;
    }
    if (!(pivot > 0)) return false;
    entries[row + i] = Math.sqrt(pivot);
  }
  return true;
}

/** x <- L^-1 x for `width` right-hand sides. @param x size x width, row by row */
export function solveLower(
  { size, first, diagonal }: Envelope,
  L: Float64Array,
  x: Float64Array,
  width: number,
): void {
  for (let i = 0; i < size; i++) {
    const row = diagonal[i] - i;
    const to = i * width;
    for (let j = first[i]; j < i; j++) subtractRow(x, to, L[row + j], j * width, width);
    for (let c = to; c < to + width; c++) x[c] /= L[row + i];
  }
}

/** x <- L^-T x for `width` right-hand sides. @param x size x width, row by row */
export function solveLowerTransposed(
  { size, first, diagonal }: Envelope,
  L: Float64Array,
  x: Float64Array,
  width: number,
): void {
  for (let i = size - 1; i >= 0; i--) {
    const row = diagonal[i] - i;
    const from = i * width;
    for (let c = from; c < from + width; c++) x[c] /= L[row + i];
    for (let j = first[i]; j < i; j++) subtractRow(x, j * width, L[row + j], from, width);
  }
}

function subtractRow(x: Float64Array, to: number, factor: number, from: number, width: number): void {
  if (factor === 0) return;
  for (let c = 0; c < width; c++) x[to + c] -= factor * x[from + c];
}

/**
 * The entries of (L L')^-1 within the envelope, from the last column to the first, without those outside
 * (Takahashi, Fagan & Chin 1973; Erisman & Tinney 1975).
 */
export function selectedInverse(envelope: Envelope, L: Float64Array): Float64Array {
  const { size, first, diagonal, length } = envelope;
  // Rows below the diagonal by column.
  const start = new Int32Array(size + 1);
  for (let i = 0; i < size; i++) for (let j = first[i]; j < i; j++) start[j + 1]++;
  for (let j = 0; j < size; j++) start[j + 1] += start[j];
  const rows = new Int32Array(start[size]);
  const next = start.slice();
  for (let i = 0; i < size; i++) for (let j = first[i]; j < i; j++) rows[next[j]++] = i;

  const Z = new Float64Array(length);
  for (let j = size - 1; j >= 0; j--) {
    const pivot = L[diagonal[j]];
    let own = 1 / pivot;
    for (let a = start[j]; a < start[j + 1]; a++) {
      const i = rows[a];
      let sum = 0;
      for (let b = start[j]; b < start[j + 1]; b++) {
        const k = rows[b];
        const at = k > i ? diagonal[k] - k + i : diagonal[i] - i + k;
        sum -= L[diagonal[k] - k + j] * Z[at];
      }
      Z[diagonal[i] - i + j] = sum / pivot;
      own -= L[diagonal[i] - i + j] * (sum / pivot);
    }
    Z[diagonal[j]] = own / pivot;
  }
  return Z;
}
