import type { DfMethod } from '../methods.ts';

/** Does the result hang on single clusters or rows? Each is left out in turn and the model fitted again. */
export interface InfluenceQuestion {
  readonly kind: 'influence';
  /** A grouping or the subject as lme4 writes it (`cask:batch`), any other variable of the data, or null: each row. */
  readonly group: string | null;
}

/** The numbers of one fit that are compared; arrays by coefficient, `variances` by component. */
export interface InfluenceEstimates {
  readonly estimate: readonly number[];
  readonly se: readonly number[];
  readonly df: readonly number[];
  /** Two-sided p of estimate = 0. */
  readonly p: readonly number[];
  /** In the order of `Influence.components`. */
  readonly variances: readonly number[];
}

/** The model fitted without one level, and how far it is from the model fitted to all rows. */
export interface RefittedWithout extends InfluenceEstimates {
  readonly kind: 'refitted';
  readonly level: string;
  /** Rows left out. */
  readonly rows: number;
  /**
   * Cook's distance of the fixed effects: (b - b_i)' V^-1 (b - b_i) / p with b and V = vcov(b) from all rows, b_i without
   * the level, p the number of coefficients (Demidenko & Stukel 2005; as HLMdiag and influence.ME).
   */
  readonly cooksDistance: number;
  /** By coefficient: (b - b_i) / se(b_i) (Belsley, Kuh & Welsch 1980; as lme4 and influence.ME). */
  readonly dfbetas: readonly number[];
  /** det V_i / det V: above 1 where the coefficients are less certain without the level, below 1 where more. */
  readonly covRatio: number;
  /** |trace(V^-1 V_i) - p| (Christensen, Pearson & Johnson 1992). */
  readonly covTrace: number;
  /** Whether a variance component is at its limit without the level. */
  readonly singular: boolean;
  readonly converged: boolean;
}

/** A level without which the model cannot be estimated, and why: a clause to follow "Without level x". */
export interface NotEstimableWithout {
  readonly kind: 'not-estimable';
  readonly level: string;
  readonly rows: number;
  readonly reason: string;
}

export type LevelInfluence = RefittedWithout | NotEstimableWithout;

/** Answer to `InfluenceQuestion`. */
export interface Influence {
  readonly kind: 'influence';
  readonly group: string | null;
  readonly coefficients: readonly { readonly term: string; readonly label: string }[];
  /**
   * Variances in the order of the variance table; the residual last, with term null. With a residual structure the residual is
   * its parameters (not all of them variances), named as in `ResidualParameter`.
   */
  readonly components: readonly {
    readonly group: string;
    readonly term: string | null;
    readonly parameter?: { readonly name: string; readonly level: string | null };
  }[];
  /** How the df of all p values were found; Satterthwaite where the model's own method is Kenward-Roger. */
  readonly dfMethod: Exclude<DfMethod, 'kenward-roger' | 'kenward-roger-linear'>;
  /** Fitted to all rows. */
  readonly all: InfluenceEstimates;
  /** In the order of the grouping's levels; rows (by their 1-based number in the data) ascending. */
  readonly levels: readonly LevelInfluence[];
}

/** A Cook's distance above 4 / n, n the number of levels, deserves a look (Van der Meer, te Grotenhuis & Pelzer 2010). */
export function cooksCutOff({ levels }: Influence): number {
  return 4 / levels.length;
}
