/** Does each fixed term matter? Each is dropped in turn and both models are fitted by maximum likelihood. */
export interface LikelihoodRatioTestsQuestion {
  readonly kind: 'likelihoodRatioTests';
}

/** The model without one fixed term, compared with the whole model. */
export interface LikelihoodRatioTest {
  /** R's name of the term, e.g. `recipe:temperature`. */
  readonly term: string;
  /** Coefficients that go with it. */
  readonly df: number;
  /** Difference in -2 log-likelihood, not below 0. */
  readonly LRT: number;
  /** Against chi-squared with `df`; NaN where no coefficient goes. */
  readonly p: number;
  readonly minus2LogLik: number;
  readonly aic: number;
  /** Whether the fit without the term reached its optimum. */
  readonly converged: boolean;
}

/** Answer to `LikelihoodRatioTestsQuestion`, in the formula's order. */
export interface LikelihoodRatioTests {
  readonly kind: 'likelihoodRatioTests';
  /** The whole model, fitted by maximum likelihood. */
  readonly minus2LogLik: number;
  readonly aic: number;
  readonly converged: boolean;
  readonly tests: readonly LikelihoodRatioTest[];
  /** Terms that interactions contain: without them those would mean something else. */
  readonly contained: readonly string[];
}
