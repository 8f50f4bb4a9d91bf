/** An element of the lower triangle T of a random term, Cov(b) = T T' in the basis of the iterations. */
export interface RandomParameter {
  readonly term: number;
  readonly row: number;
  readonly col: number;
}

/** In the order of the terms, lower triangles by columns. */
export function randomParameters(widths: readonly number[]): RandomParameter[] {
  return widths.flatMap((k, term) => {
    const list: RandomParameter[] = [];
    for (let col = 0; col < k; col++) for (let row = col; row < k; row++) list.push({ term, row, col });
    return list;
  });
}

/** dD / dT_(row, col) = e_row t_col' + t_col e_row', k x k. */
export function firstOfD(T: Float64Array, { row, col }: RandomParameter): Float64Array {
  const k = Math.sqrt(T.length);
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    out[i * k + row] += T[col * k + i];
    out[row * k + i] += T[col * k + i];
  }
  return out;
}
