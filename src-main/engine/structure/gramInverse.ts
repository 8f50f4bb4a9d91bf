/** Inverse of the Gram matrix of some vectors, row by row. */
export type GramInverse = readonly (readonly number[])[];

/** The inverse times a vector. */
export function multiply(inverse: GramInverse, vector: readonly number[]): number[] {
  return inverse.map((row) => row.reduce((sum, value, i) => sum + value * vector[i], 0));
}

/**
 * Inverse after one more vector was added.
 *
 * @param coefficients of the new vector on the others
 * @param rest the squared norm that they leave of it, > 0
 */
export function withVector(inverse: GramInverse, coefficients: readonly number[], rest: number): GramInverse {
  const bordered = inverse.map((row, i) => [
    ...row.map((value, j) => value + (coefficients[i] * coefficients[j]) / rest),
    -coefficients[i] / rest,
  ]);
  return [...bordered, [...coefficients.map((value) => -value / rest), 1 / rest]];
}

/** Inverse after vector k was left out; the others keep their order. */
export function withoutVector(inverse: GramInverse, k: number): GramInverse {
  const pivot = inverse[k];
  return inverse
    .map((row) => row.map((value, j) => value - (row[k] * pivot[j]) / pivot[k]).filter((_, j) => j !== k))
    .filter((_, i) => i !== k);
}
