/** Small dense steps of the selected inverse on the blocks of one panel; everything is column-major. */

/** W_i += A_ij T_j C_ij' and W_j += A_ij' T_i C_ij for one pair; A_ij and C_ij are ki x kj with given strides. */
export function addPair(
  A: Float64Array,
  a0: number,
  leadA: number,
  C: Float64Array,
  c0: number,
  leadC: number,
  ki: number,
  kj: number,
  Ti: Float64Array,
  Tj: Float64Array,
  Wi: Float64Array,
  Wj: Float64Array,
): void {
  for (let m = 0; m < ki; m++) {
    for (let d = 0; d < kj; d++) {
      // (T_j C_ij')[d, m]
      let tc = 0;
      for (let e = 0; e < kj; e++) tc += Tj[e * kj + d] * C[c0 + e * leadC + m];
      for (let i = 0; i < ki; i++) Wi[m * ki + i] += A[a0 + d * leadA + i] * tc;
    }
  }
  for (let m = 0; m < kj; m++) {
    for (let d = 0; d < ki; d++) {
      // (T_i C_ij)[d, m]
      let tc = 0;
      for (let e = 0; e < ki; e++) tc += Ti[e * ki + d] * C[c0 + m * leadC + e];
      for (let i = 0; i < kj; i++) Wj[m * kj + i] += A[a0 + i * leadA + d] * tc;
    }
  }
}

/** M <- -M D^-1, D lower triangular k x k; the first `height` of `lead` rows. */
export function divideRight(
  M: Float64Array,
  lead: number,
  height: number,
  D: Float64Array,
  d0: number,
  k: number,
): void {
  for (let c = k - 1; c >= 0; c--) {
    const pivot = D[d0 + c * k + c];
    for (let a = 0; a < height; a++) {
      let value = -M[c * lead + a];
      for (let d = c + 1; d < k; d++) value -= M[d * lead + a] * D[d0 + c * k + d];
      M[c * lead + a] = value / pivot;
    }
  }
}

/** C += D^-1, D lower triangular. */
export function addLowerInverse(
  C: Float64Array,
  D: Float64Array,
  d0: number,
  k: number,
  column: Float64Array,
): void {
  for (let j = 0; j < k; j++) {
    for (let i = j; i < k; i++) {
      let value = i === j ? 1 : 0;
      for (let d = j; d < i; d++) value -= D[d0 + d * k + i] * column[d];
      column[i] = value / D[d0 + i * k + i];
      C[j * k + i] += column[i];
    }
  }
}
