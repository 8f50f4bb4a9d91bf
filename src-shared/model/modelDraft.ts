import { z } from 'zod';
import { dfMethods, standardErrors } from './methods.ts';
import { exclusionSchema, residualSpecSchema } from './modelSpec.ts';

/** A term as the texts of its variables in lme4 notation: `['Days']`, `['recipe', 'I(x^2)']`, `['`dose mg`']`. */
const draftTermSchema = z.array(z.string().min(1)).min(1).readonly();

/** Effects of one grouping that may correlate with each other: one pair of parentheses of the formula. */
const draftBlockSchema = z.strictObject({
  intercept: z.boolean(),
  terms: z.array(draftTermSchema).readonly(),
});

const draftGroupingSchema = z.strictObject({
  /** Names of its columns, the outermost first: `['school', 'class']` = classes within schools. */
  factors: z.array(z.string().min(1)).min(1).readonly(),
  /** Several blocks = effects of different blocks are uncorrelated. None or an empty one = nothing varies yet. */
  blocks: z.array(draftBlockSchema).readonly(),
});

/**
 * A model as it is being built: everything the user chose so far, complete or not. A complete draft and its
 * formula say the same (`src-shared/draft`).
 */
export const modelDraftSchema = z.strictObject({
  /** The outcome in lme4 notation (`Reaction`, `log(y)`); null = not chosen yet. */
  response: z.string().min(1).nullable(),
  /** Whether the fixed part has an intercept. */
  intercept: z.boolean(),
  fixedTerms: z.array(draftTermSchema).readonly(),
  /** In the order shown; none and no residual structure = a linear model (OLS). */
  groupings: z.array(draftGroupingSchema).readonly(),
  method: z.enum(['REML', 'ML']),
  df: z.enum(dfMethods),
  /** Type of the F tests. */
  anova: z.literal([1, 2, 3]),
  /** Confidence level. */
  level: z.number().gt(0).lt(1),
  /** Column of known residual weights, or of a known part of the outcome. */
  weights: z.string().min(1).nullable(),
  offset: z.string().min(1).nullable(),
  /** Covariance structure of the residuals; absent = independent. */
  residual: residualSpecSchema.readonly().optional(),
  /** Absent = model-based. */
  standardErrors: z.enum(standardErrors).optional(),
  /** Rows left out by choice; absent = none. */
  exclude: z.array(exclusionSchema).min(1).readonly().optional(),
});

export type DraftTerm = z.infer<typeof draftTermSchema>;
export type DraftBlock = Readonly<z.infer<typeof draftBlockSchema>>;
export type DraftGrouping = Readonly<z.infer<typeof draftGroupingSchema>>;
export type ModelDraft = Readonly<z.infer<typeof modelDraftSchema>>;
