/** What information criteria charge for. */
export interface Charged {
  readonly minus2LogLik: number;
  readonly reml: boolean;
  readonly nObs: number;
  readonly nSubjects: number;
  /** Fixed coefficients, and parameters of the covariances. */
  readonly nFixed: number;
  readonly nCovariance: number;
}

/**
 * AIC, AICC and BIC of models with the same fixed part. AIC counts all parameters, as the result of a fit does. The
 * others charge as SAS does: AICC adds 2 d (d + 1) / (n* - d - 1), with d covariance parameters and n* = n - p by REML, all
 * d parameters and n* = n by ML; BIC charges log S for each parameter, S subjects (rows as in AICC where there is one only).
 * By REML all three lie above those of SAS by what they charge for the p coefficients, which no comparison of structures
 * shows.
 *
 * Sources: Akaike 1974; Hurvich & Tsai 1989, Biometrika 76, 297-307; Schwarz 1978; SAS/STAT User's Guide, PROC MIXED, "IC".
 */
export function informationCriteria({ minus2LogLik, reml, nObs, nSubjects, nFixed, nCovariance }: Charged): {
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
} {
  const all = nFixed + nCovariance;
  const d = reml ? nCovariance : all;
  const rows = reml ? nObs - nFixed : nObs;
  const aic = minus2LogLik + 2 * all;
  return {
    aic,
    aicc: aic + (2 * d * (d + 1)) / (Math.max(rows, d + 2) - d - 1),
    bic: minus2LogLik + Math.log(nSubjects > 1 ? nSubjects : rows) * all,
  };
}
