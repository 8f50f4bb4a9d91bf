/**
 * What counts as equal to a reference number: the table of test/reference/README.md, one function per row.
 * Each gives the largest error allowed for an expected value.
 */

/** Reference numbers are printed with 12 significant digits; a value that cancels to about zero has none. */
const ROUNDING = 1e-9;

/** `minus2LogLik`: 1e-5 absolute + 1e-9 relative (a lower value, a better optimum, is accepted elsewhere). */
export const criterion = (expected: number) => 1e-5 + 1e-9 * Math.abs(expected);

/** Coefficients, sigma, and what is linear in them: 1e-5 of the standard error or 1e-6 relative. */
export const estimate = (expected: number, se: number) => Math.max(1e-5 * se, 1e-6 * Math.abs(expected));

/** Standard errors, variances, SDs, correlations: 2e-4 relative. */
export const spread = (expected: number) => 2e-4 * Math.abs(expected);

/** A covariance: as a variance; `scale` = product of the two SDs decides what is zero. */
export const covariance = (expected: number, scale: number) => spread(expected) + ROUNDING * scale;

/** A variance near zero has a flat optimum: 1e-3 relative. */
export const variance = (expected: number, residual: number) =>
  Math.abs(expected) < 1e-2 * residual ? 1e-3 * Math.abs(expected) + ROUNDING * residual : spread(expected);

/** Degrees of freedom: 1e-3 relative. */
export const degreesOfFreedom = (expected: number) => 1e-3 * expected;

/** F and t: 5e-4 relative. */
export const statistic = (expected: number) => 5e-4 * Math.abs(expected);

/** p: 1e-3 relative. */
export const probability = (expected: number) => 1e-3 * expected;

/**
 * Conditional modes: b = Lambda u is proportional to an SD and so as exact as one (2e-4 relative); near zero
 * as coefficients, by the conditional standard error.
 */
export const mode = (expected: number, se: number) => Math.max(1e-5 * se, spread(expected));

/** Closed formulas of the data without an optimum (OLS): 1e-6 relative, the table's row of coefficients. */
export const closedForm = (expected: number) => 1e-6 * Math.abs(expected);

/** emmeans::joint_tests gives F with 3 decimals: half a unit of the last one, on top of the tolerance of F. */
export const statisticOf3Decimals = (expected: number) => 0.0005 + statistic(expected);

/** Limits of profile intervals: 1e-3 of the interval's width. */
export const profileLimit = (lower: number, upper: number) => 1e-3 * (upper - lower);
