/**
 * How denominator degrees of freedom are found. Kenward-Roger uses the second derivatives of the covariance matrix,
 * `kenward-roger-linear` leaves them out (SAS: FIRSTORDER); they differ for residual covariance structures only.
 */
export const dfMethods = [
  'satterthwaite',
  'kenward-roger',
  'kenward-roger-linear',
  'between-within',
  'containment',
  'residual',
  'asymptotic',
] as const;
export type DfMethod = (typeof dfMethods)[number];

/** REML or ML for mixed models; OLS for a model with neither random nor residual part. */
export const fitMethods = ['REML', 'ML', 'OLS'] as const;
export type FitMethod = (typeof fitMethods)[number];

/** Standard errors from the model, or from how the residuals of each subject turned out (sandwich). */
export const standardErrors = ['model-based', 'empirical'] as const;
export type StandardErrors = (typeof standardErrors)[number];
