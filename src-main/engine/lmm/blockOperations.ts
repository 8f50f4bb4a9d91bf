/** Small dense steps of the factorisation on the blocks of one panel; everything is column-major. */

/** out = Ti' V Tj; V is ki x kj, out has `lead` rows a column; all column-major. */
export function scaleBlock(
  V: Float64Array,
  v: number,
  ki: number,
  kj: number,
  Ti: Float64Array,
  Tj: Float64Array,
  out: Float64Array,
  o: number,
  lead: number,
): void {
  if (ki === 1 && kj === 1) {
    out[o] = V[v] * Ti[0] * Tj[0];
    return;
  }
  for (let j = 0; j < kj; j++) {
    for (let i = 0; i < ki; i++) {
      let sum = 0;
      for (let d = 0; d < kj; d++) {
        const t = Tj[j * kj + d];
        if (t === 0) continue;
        let inner = 0;
        for (let c = 0; c < ki; c++) inner += Ti[i * ki + c] * V[v + d * ki + c];
        sum += inner * t;
      }
      out[o + j * lead + i] = sum;
    }
  }
}

/** The same for a block inside a panel: both V and out have `height` rows a column. */
export function scaleStrided(
  V: Float64Array,
  v: number,
  height: number,
  ki: number,
  kj: number,
  Ti: Float64Array,
  Tj: Float64Array,
  out: Float64Array,
  scratch: Float64Array,
): void {
  // scratch = V Tj, then out = Ti' scratch
  for (let j = 0; j < kj; j++) {
    for (let i = 0; i < ki; i++) {
      let sum = 0;
      for (let d = 0; d < kj; d++) sum += V[v + d * height + i] * Tj[j * kj + d];
      scratch[j * ki + i] = sum;
    }
  }
  for (let j = 0; j < kj; j++) {
    for (let i = 0; i < ki; i++) {
      let sum = 0;
      for (let c = 0; c < ki; c++) sum += Ti[i * ki + c] * scratch[j * ki + c];
      out[v + j * height + i] = sum;
    }
  }
}

/** Columns <- columns D^-T, D lower triangular k x k. */
export function solveColumns(
  values: Float64Array,
  start: number,
  height: number,
  D: Float64Array,
  d0: number,
  k: number,
): void {
  for (let c = 0; c < k; c++) {
    const column = start + c * height;
    for (let d = 0; d < c; d++) {
      const x = D[d0 + d * k + c];
      const other = start + d * height;
      for (let a = 0; a < height; a++) values[column + a] -= x * values[other + a];
    }
    const pivot = D[d0 + c * k + c];
    for (let a = 0; a < height; a++) values[column + a] /= pivot;
  }
}
