import { artanhRemainder } from './doubleDouble.ts';

/** B_2j / (2j (2j - 1)), j = 1, 2, ...: coefficients of Stirling's series. */
const COEFFICIENTS = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
  -174611 / 125400,
];

/** From here on ten terms of Stirling's series are exact to a double. */
const ASYMPTOTIC_FROM = 8;

/**
 * Error of Stirling's formula: ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi)/2), x > 0; absolute error < 1e-15.
 *
 * Source: Loader 2000, "Fast and accurate computation of binomial probabilities"; below 8 by the recurrence
 * delta(x) = delta(x + 1) + (x + 1/2) ln(1 + 1/x) - 1.
 */
export function stirlingError(x: number): number {
  let sum = 0;
  let z = x;
  for (; z < ASYMPTOTIC_FROM; z++) {
    // With s = 1/(2z + 1) the step is artanh(s)/s - 1.
    const s = 1 / (2 * z + 1);
    sum += s < 0.25 ? artanhRemainder(s) / s : (z + 0.5) * Math.log1p(1 / z) - 1;
  }
  const t = 1 / (z * z);
  let series = 0;
  for (let j = COEFFICIENTS.length - 1; j >= 0; j--) series = series * t + COEFFICIENTS[j];
  return sum + series / z;
}
