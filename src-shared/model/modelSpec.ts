import { z } from 'zod';
import { dfMethods, fitMethods } from './methods.ts';

export type { DfMethod, FitMethod } from './methods.ts';

/** Rows left out by choice; see `Exclusion`. */
export const exclusionSchema = z
  .array(z.strictObject({ variable: z.string().min(1), level: z.string() }))
  .min(1)
  .readonly();

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
  /** Column that holds a known part of the outcome. */
  offset: z.string().optional(),
  /** Rows left out by choice: those that any of these describes. */
  exclude: z.array(exclusionSchema).min(1).readonly().optional(),
});
export type ModelSpec = z.infer<typeof modelSpecSchema>;
