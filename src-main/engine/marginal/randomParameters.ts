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
