/** The parts of the Hessians that come from profiling out the fixed effects, between all parameters. */
export function addFixedParts(
  A: readonly Float64Array[],
  c: readonly Float64Array[],
  Phi: Float64Array,
  reml: boolean,
  hessian: Float64Array,
  expected: Float64Array,
): void {
  const count = A.length;
  const r = Math.sqrt(Phi.length);
  const PhiA = A.map((Ai) => {
    const product = new Float64Array(r * r);
    for (let j = 0; j < r; j++) {
      for (let l = 0; l < r; l++) {
        const factor = Ai[j * r + l];
        if (factor !== 0) for (let i = 0; i < r; i++) product[j * r + i] += Phi[l * r + i] * factor;
      }
    }
    return product;
  });
  const Phic = c.map((ci) => {
    const product = new Float64Array(r);
    for (let j = 0; j < r; j++) for (let i = 0; i < r; i++) product[i] += Phi[j * r + i] * ci[j];
    return product;
  });
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let trace = 0;
      if (reml) {
        for (let col = 0; col < r; col++) {
          for (let row = 0; row < r; row++) trace += PhiA[i][col * r + row] * PhiA[j][row * r + col];
        }
      }
      let bilinear = 0;
      for (let row = 0; row < r; row++) bilinear += c[i][row] * Phic[j][row];
      for (const at of i === j ? [i * count + i] : [i * count + j, j * count + i]) {
        hessian[at] -= trace + 2 * bilinear;
        expected[at] += trace;
      }
    }
  }
}
