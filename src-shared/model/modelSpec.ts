import { z } from 'zod';
import { dfMethods, fitMethods, standardErrors } from './methods.ts';
import { residualStructures } from './residualStructures.ts';

export type { DfMethod, FitMethod, StandardErrors } from './methods.ts';

/** Rows left out by choice; see `Exclusion`. */
export const exclusionSchema = z
  .array(
    z.union([
      z.strictObject({ variable: z.string().min(1), level: z.string() }),
      z.strictObject({ row: z.int().min(1) }),
    ]),
  )
  .min(1)
  .readonly();

/** How the residuals of one subject vary and hang together. */
export const residualSpecSchema = z.strictObject({
  structure: z.enum(residualStructures).exclude(['iid']),
  /**
   * Columns whose combinations are the subjects: rows of different ones are independent. Empty only for `diag` with
   * `heterogeneousBy`, where all rows are.
   */
  subject: z.array(z.string().min(1)).readonly(),
  /** Column that holds the occasion: its levels or values are the order, its numbers the distance. */
  time: z.string().min(1).optional(),
  /** A separate set of parameters for each level of this column. */
  group: z.string().min(1).optional(),
  /** With `diag`: one variance per level of this column instead of per occasion. */
  heterogeneousBy: z.string().min(1).optional(),
  /** With `un_banded`: number of diagonals that are not zero, the main one included. */
  bands: z.int().min(1).optional(),
});
export type ResidualSpec = z.infer<typeof residualSpecSchema>;

/** Everything the user chose: plain data, enough to repeat the fit on the same dataset. */
export const modelSpecSchema = z.strictObject({
  /** lme4 notation; backquotes around names that are not plain identifiers. */
  formula: z.string().min(1),
  method: z.enum(fitMethods).default('REML'),
  df: z.enum(dfMethods).default('satterthwaite'),
  /** Type of the F tests. */
  anova: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(3),
  /** Confidence level of intervals. */
  level: z.number().gt(0).lt(1).default(0.95),
  /** Column of known residual weights: residual variance = sigma^2 / w. */
  weights: z.string().optional(),
  /** Covariance structure of the residuals; absent = independent with one variance. */
  residual: residualSpecSchema.optional(),
  /** Absent = model-based. */
  standardErrors: z.enum(standardErrors).optional(),
  /** Column that holds a known part of the outcome. */
  offset: z.string().optional(),
  /** Rows left out by choice: those that any of these describes. */
  exclude: z.array(exclusionSchema).min(1).readonly().optional(),
});
export type ModelSpec = z.infer<typeof modelSpecSchema>;
