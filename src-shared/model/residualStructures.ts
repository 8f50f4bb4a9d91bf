/**
 * Covariance structures of the residuals of one subject, in the field's short names (SAS, nlme, mmrm):
 * independent; a variance per occasion; compound symmetry, Toeplitz, first-order autoregression with one variance or (h)
 * one per occasion; autoregression in numeric time, as a power (car1) or exponential (sp_exp) of the distance and with
 * Gaussian decay (sp_gau); ARMA(1,1); first-order antedependence; Huynh-Feldt; one factor; unstructured with the first
 * `bands` diagonals, or in full.
 */
export const residualStructures = [
  'iid',
  'diag',
  'cs',
  'csh',
  'ar1',
  'arh1',
  'car1',
  'sp_exp',
  'sp_gau',
  'arma11',
  'toep',
  'toeph',
  'ante1',
  'hf',
  'fa1',
  'un_banded',
  'un',
] as const;
export type ResidualStructure = (typeof residualStructures)[number];
