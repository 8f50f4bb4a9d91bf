import { packedLength } from '../layout.ts';

/** x <- L^-1 x. See source/solve.ts. */
export function forwardSolve(f: Float64Array, l: number, panels: number, x: number): void {
  for (let i = 0; i < panels; i++) {
    let p = l + packedLength(i);
    const xi = x + 4 * i;
    let x0 = f[xi];
    let x1 = f[xi + 1];
    let x2 = f[xi + 2];
    let x3 = f[xi + 3];
    for (let xk = x; xk < xi; xk++, p += 4) {
      const s = f[xk];
      x0 -= f[p] * s;
      x1 -= f[p + 1] * s;
      x2 -= f[p + 2] * s;
      x3 -= f[p + 3] * s;
    }
    x0 = x0 / f[p];
    x1 = (x1 - f[p + 1] * x0) / f[p + 5];
    x2 = (x2 - f[p + 2] * x0 - f[p + 6] * x1) / f[p + 10];
    x3 = (x3 - f[p + 3] * x0 - f[p + 7] * x1 - f[p + 11] * x2) / f[p + 15];
    f[xi] = x0;
    f[xi + 1] = x1;
    f[xi + 2] = x2;
    f[xi + 3] = x3;
  }
}

/** x <- L^-T x. See source/solve.ts. */
export function backSolve(f: Float64Array, l: number, panels: number, x: number): void {
  for (let i = panels - 1; i >= 0; i--) {
    let p = l + packedLength(i);
    const d = p + 16 * i;
    const xi = x + 4 * i;
    const x3 = f[xi + 3] / f[d + 15];
    const x2 = (f[xi + 2] - f[d + 11] * x3) / f[d + 10];
    const x1 = (f[xi + 1] - f[d + 6] * x2 - f[d + 7] * x3) / f[d + 5];
    const x0 = (f[xi] - f[d + 1] * x1 - f[d + 2] * x2 - f[d + 3] * x3) / f[d];
    f[xi] = x0;
    f[xi + 1] = x1;
    f[xi + 2] = x2;
    f[xi + 3] = x3;
    for (let xk = x; xk < xi; xk++, p += 4)
      f[xk] -= f[p] * x0 + f[p + 2] * x2 + (f[p + 1] * x1 + f[p + 3] * x3);
  }
}
