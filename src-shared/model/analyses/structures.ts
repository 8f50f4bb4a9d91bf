import type { FitMethod } from '../methods.ts';
import type { ResidualSpec } from '../modelSpec.ts';
import type { ResidualStructure } from '../residualStructures.ts';

/** By which the structures are ranked; the lowest is the best. */
export const rankingCriteria = ['aic', 'aicc', 'bic'] as const;
export type RankingCriterion = (typeof rankingCriteria)[number];

/** Which residual covariance structure suits the data, and does the answer of the model depend on it? */
export interface StructuresQuestion {
  readonly kind: 'structures';
  readonly criterion: RankingCriterion;
  /** R's name of the coefficient that is looked at; null = the last one of the term of the highest order. */
  readonly coefficient: string | null;
  /** Those to be compared beside the model's own; null = all that the data allow. */
  readonly structures: readonly ResidualStructure[] | null;
  /** Subjects and occasions for a model without a structure of its own; null = those of the model. */
  readonly repeated: { readonly subject: readonly string[]; readonly time: string } | null;
}

/** Why a structure was not fitted. */
export type StructureObstacle =
  | { readonly kind: 'time-not-numeric' }
  /** All pairs of rows of a subject are equally far apart. */
  | { readonly kind: 'one-distance'; readonly distance: number }
  | { readonly kind: 'few-occasions'; readonly least: number }
  /** With so few occasions it says the same as another structure. */
  | { readonly kind: 'same-as'; readonly structure: ResidualStructure }
  | { readonly kind: 'one-subject' }
  /** `level`: the one with the fewest subjects where each has its own parameters. */
  | {
      readonly kind: 'more-parameters-than-subjects';
      readonly parameters: number;
      readonly subjects: number;
      readonly level: string | null;
    }
  /** No subject has both occasions. */
  | { readonly kind: 'never-together'; readonly first: string; readonly second: string }
  /** Random effects of the same subjects say the same. */
  | { readonly kind: 'competes'; readonly group: string }
  /** The fit refused it, in its words. */
  | { readonly kind: 'refused'; readonly message: string };

/** A coefficient under one structure, by the model's way to degrees of freedom. */
export interface StructureCoefficient {
  /** R's name of the column of X. */
  readonly term: string;
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

/** The model with one structure. */
export interface FittedStructure {
  readonly structure: ResidualStructure;
  /** What a model with it has as its residual part; null = independent residuals. */
  readonly residual: ResidualSpec | null;
  /** OLS for independent residuals without random effects. */
  readonly method: FitMethod;
  /** All parameters, and those of the covariances. */
  readonly nParameters: number;
  readonly nCovarianceParameters: number;
  /** -2 log-likelihood, or the REML criterion; of independent residuals as well. */
  readonly minus2LogLik: number;
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
  readonly converged: boolean;
  /** Whether a parameter is at its limit: a variance or correlation of zero, occasions or random effects that determine each other. */
  readonly singular: boolean;
  /** Whether the data can tell its parameters apart. */
  readonly identified: boolean;
  /** Smallest and largest residual SD. */
  readonly sd: readonly [number, number];
  /** Smallest and largest correlation of two residuals of one subject; null where there is none. */
  readonly correlation: readonly [number, number] | null;
  /** In the order of the coefficient table. */
  readonly fixed: readonly StructureCoefficient[];
}

/** Answer to `StructuresQuestion`. */
export interface Structures {
  readonly kind: 'structures';
  readonly question: StructuresQuestion;
  /** The coefficient looked at; null for a model without coefficients. */
  readonly coefficient: string | null;
  /** What the criteria come from. */
  readonly method: Exclude<FitMethod, 'OLS'>;
  readonly nObs: number;
  /** Subjects, which BIC counts. */
  readonly nSubjects: number;
  /** Number of fixed coefficients. */
  readonly nFixed: number;
  /** Index into `fitted` of the model's own structure. */
  readonly own: number;
  /** In the order of the fits: the model's own structure, then those with fewer parameters before those with more. */
  readonly fitted: readonly FittedStructure[];
  readonly leftOut: readonly {
    readonly structure: ResidualStructure;
    readonly obstacle: StructureObstacle;
  }[];
  /** Not reached because the comparison was stopped. */
  readonly notReached: readonly ResidualStructure[];
}

/**
 * The answer to a question that needs no other fits than one answered before: it ranks them differently, or looks at
 * another coefficient. Null where fits are needed, and where it leaves the choice of the coefficient open: then it is
 * asked anew.
 */
export function rearranged(question: StructuresQuestion, known: Structures): Structures | null {
  const { coefficient } = question;
  if (!known.fitted[0].fixed.some(({ term }) => term === coefficient)) return null;
  const fits = ({ structures, repeated }: StructuresQuestion) =>
    JSON.stringify([structures, repeated?.subject, repeated?.time]);
  return fits(question) === fits(known.question) ? { ...known, question, coefficient } : null;
}
