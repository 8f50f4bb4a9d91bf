import type { VcovDerivatives } from './vcovDerivatives.ts';

/** The distribution of a Wald F: scale * F has F(q, denDf). NaN where no F distribution has its two moments. */
export interface Scaling {
  readonly denDf: number;
  readonly scale: number;
}

/** Denominator df this close to 2, where the scale is 0 / 0, leave F as it is (pbkrtest). */
const NEAR_TWO = 1e-2;

/**
 * Denominator df and scale of the Wald F of q linear combinations, from matching the approximate mean and variance of F.
 *
 * @param rows q combinations C of the coefficients with C Phi C' = I, Phi the covariance that the derivatives belong to.
 * @param derivatives d Phi / d gamma_i and the covariance W of the linear parameters gamma.
 * Source: Kenward & Roger 1997, Biometrics 53, 983-997, eqs. 6-8 with the modification of their section 5.1, which makes
 * the test exact for Hotelling's T2 and balanced analyses of variance.
 */
export function kenwardRogerScaling(rows: readonly Float64Array[], derivatives: VcovDerivatives): Scaling {
  const q = rows.length;
  // A1 = sum_ij W_ij tr(G_i) tr(G_j), A2 = sum_ij W_ij tr(G_i G_j), G_i = C (Phi P_i Phi) C'.
  const { count, dVcov, covariance } = derivatives;
  const trace = new Float64Array(count);
  let A2 = 0;
  const entry = new Float64Array(count);
  for (let a = 0; a < q; a++) {
    for (let b = 0; b <= a; b++) {
      for (let i = 0; i < count; i++) entry[i] = bilinearForm(rows[a], dVcov[i], rows[b]);
      A2 += (a === b ? 1 : 2) * covariance.form(entry);
      if (a === b) for (let i = 0; i < count; i++) trace[i] += entry[i];
    }
  }
  return scalingOf(q, covariance.form(trace), A2);
}

function scalingOf(q: number, A1: number, A2: number): Scaling {
  // A single combination: the equations below reduce to this.
  if (q === 1 || A2 === 0) return { denDf: 2 / (A2 / q), scale: 1 };
  const B = (A1 + 6 * A2) / (2 * q);
  const g = ((q + 1) * A1 - (q + 4) * A2) / ((q + 2) * A2);
  const d = 3 * q + 2 * (1 - g);
  const V0 = 1 + (g / d) * B;
  const V1 = 1 - ((q - g) / d) * B;
  const V2 = 1 - ((q + 2 - g) / d) * B;
  // E = 1 / (1 - A2 / q), V = (2 / q) V0 / (V1^2 V2), rho = V / (2 E^2)
  const mean = 1 - A2 / q;
  const quotient = Math.abs(mean) < 1e-14 && Math.abs(V1) < 1e-14 ? 1 : mean / V1;
  const rho = ((quotient * quotient) / q) * ((Math.abs(V0) < 1e-10 ? 0 : V0) / V2);
  const denDf = 4 + (q + 2) / (q * rho - 1);
  const scale = Math.abs(denDf - 2) < NEAR_TWO ? 1 : (denDf * mean) / (denDf - 2);
  return denDf > 0 && scale > 0 ? { denDf, scale } : { denDf: NaN, scale: NaN };
}

/** a'Mb for a symmetric p x p matrix. */
function bilinearForm(a: Float64Array, M: Float64Array, b: Float64Array): number {
  const p = a.length;
  let sum = 0;
  for (let j = 0; j < p; j++) {
    if (b[j] === 0) continue;
    let inner = 0;
    for (let i = 0; i < p; i++) inner += M[j * p + i] * a[i];
    sum += b[j] * inner;
  }
  return sum;
}
