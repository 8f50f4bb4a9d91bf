import type { MarginalFit } from '../../marginal/fitMarginal.ts';

/**
 * Gradients of log SD and of atanh(correlation) of the random effects by all covariance parameters, in the order of
 * `marginalParameters`. Not finite where an SD is zero.
 *
 * Row j of B T holds effect j: its SD is the length of that row, a correlation the cosine of two rows.
 */
export function randomGradients({ frame, bases, structure, design, optimum }: MarginalFit): Float64Array[] {
  const { theta } = optimum;
  let at = structure.count * design.groups.levels.length;
  return frame.random.flatMap(({ k }, t) => {
    const { B } = bases[t];
    const places: { row: number; col: number; position: number }[] = [];
    const T = new Float64Array(k * k);
    for (let col = 0; col < k; col++) {
      for (let row = col; row < k; row++) {
        T[col * k + row] = theta[at];
        places.push({ row, col, position: at++ });
      }
    }
    const rows = Array.from({ length: k }, (_, j) =>
      Float64Array.from({ length: k }, (__, col) => {
        let sum = 0;
        for (let i = 0; i < k; i++) sum += B[i * k + j] * T[col * k + i];
        return sum;
      }),
    );
    const product = (i: number, j: number): number =>
      rows[i].reduce((sum, value, c) => sum + value * rows[j][c], 0);
    /** Derivative of the product of the rows i and j by an element of T. */
    const slope = (i: number, j: number, row: number, col: number): number =>
      B[row * k + i] * rows[j][col] + B[row * k + j] * rows[i][col];
    const gradient = (of: (row: number, col: number) => number): Float64Array => {
      const out = new Float64Array(theta.length);
      for (const { row, col, position } of places) out[position] = of(row, col);
      return out;
    };
    const own: Float64Array[] = [];
    for (let j = 0; j < k; j++) {
      const squareJ = product(j, j);
      own.push(gradient((row, col) => slope(j, j, row, col) / (2 * squareJ)));
      for (let i = j + 1; i < k; i++) {
        const squareI = product(i, i);
        const r = product(i, j) / Math.sqrt(squareI * squareJ);
        own.push(
          gradient((row, col) => {
            const change =
              slope(i, j, row, col) / Math.sqrt(squareI * squareJ) -
              (r / 2) * (slope(i, i, row, col) / squareI + slope(j, j, row, col) / squareJ);
            return change / (1 - r * r);
          }),
        );
      }
    }
    return own;
  });
}
