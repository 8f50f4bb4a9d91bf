import type { FitMethod } from '../methods.ts';
import type { SingularComponent } from '../fitResult.ts';

/** Which models without the components at their limit say the same? Each is fitted beside the singular one. */
export interface SimplerModelsQuestion {
  readonly kind: 'simplerModels';
}

/** What a simpler model leaves out of one random term. */
export type Simplification =
  | { readonly kind: 'correlations'; readonly group: string }
  /** `slope` as R prints it. */
  | { readonly kind: 'slope'; readonly group: string; readonly slope: string }
  /** The random intercept. */
  | { readonly kind: 'level'; readonly group: string }
  /** The whole term: all of its variances are zero. */
  | { readonly kind: 'term'; readonly group: string };

/** A coefficient with its standard error. */
export interface FocalCoefficient {
  /** R's name of the column of X. */
  readonly term: string;
  readonly estimate: number;
  readonly se: number;
}

/** How a fit went. */
interface FitSummary {
  readonly formula: string;
  readonly nParameters: number;
  /** -2 log-likelihood, or the REML criterion; of a linear model as well. */
  readonly minus2LogLik: number;
  readonly aic: number;
  readonly converged: boolean;
  /** Which components are at their limit; empty where the fit is not singular. */
  readonly singularComponents: readonly SingularComponent[];
  /** In the order of the coefficient table. */
  readonly fixed: readonly FocalCoefficient[];
}

/** A simpler model, ready to be taken instead: its formula on the same data, with the same options. */
export interface SimplerModel extends FitSummary {
  readonly leftOut: Simplification;
  /** OLS where neither a random term nor a residual structure is left. */
  readonly method: FitMethod;
  /** Largest |estimate - original| / original SE over the coefficients, without the intercept if there are others. */
  readonly largestShift: number;
  /** Largest |SE / original SE - 1| over the same coefficients. */
  readonly largestSeChange: number;
}

/** Answer to `SimplerModelsQuestion`; without models where the fit is not singular. */
export interface SimplerModels {
  readonly kind: 'simplerModels';
  /** What the criteria come from. */
  readonly method: Exclude<FitMethod, 'OLS'>;
  readonly original: FitSummary;
  /** In the formula's order, for each term the gentlest simplification first. */
  readonly models: readonly SimplerModel[];
}
