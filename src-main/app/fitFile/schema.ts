import { z } from 'zod';
import { adjustments, namedContrasts } from '../../../src-shared/model/analyses/means.ts';
import { rankingCriteria } from '../../../src-shared/model/analyses/structures.ts';
import { dfMethods, fitMethods, standardErrors } from '../../../src-shared/model/methods.ts';
import { exclusionSchema } from '../../../src-shared/model/modelSpec.ts';
import { residualStructures } from '../../../src-shared/model/residualStructures.ts';
import { variableTypes } from '../../../src-shared/model/variable.ts';

/** What `save` may hold: parts of the result that are long and left out unless asked for. */
const savedParts = ['fitted', 'population', 'residuals', 'ranef'] as const;
export type SavedPart = (typeof savedParts)[number];

const name = z.string().min(1);

/** A map of names; R's JSON writers turn an empty list into `[]`, which is read as an empty map. */
function namesTo<T extends z.ZodType>(value: T) {
  return z.preprocess(
    (input) => (Array.isArray(input) && input.length === 0 ? {} : input),
    z.record(name, value).default({}),
  );
}

const seed = z.int().nonnegative();
/** Random draws of a simulation. */
const draws = z.int().nonnegative().max(1_000_000);

const level = z.union([z.string(), z.number().transform(String)]);

/**
 * A fit file: data, model and what is asked of it, with the defaults of every member. It knows the whole
 * language, also members that this version cannot compute yet; `modelSpecOf` answers those.
 */
export const fitFileSchema = z.strictObject({
  /** Path of a CSV file, relative to the fit file. */
  data: name,
  columns: namesTo(z.enum(variableTypes)),
  levels: namesTo(z.array(level).min(1)),
  formula: name,
  method: z.enum(fitMethods).default('REML'),
  residual: z
    .strictObject({
      structure: z.enum(residualStructures).default('iid'),
      /** One column, or several whose combinations are the subjects. */
      subject: z.union([name, z.array(name).min(1)]).optional(),
      time: name.optional(),
      group: name.optional(),
      heterogeneousBy: name.optional(),
      bands: z.int().min(1).optional(),
    })
    .optional(),
  standardErrors: z.enum(standardErrors).optional(),
  weights: name.optional(),
  offset: name.optional(),
  /** Rows left out: those that have all values of one of these. */
  exclude: z.array(exclusionSchema).min(1).optional(),
  df: z.enum(dfMethods).default('satterthwaite'),
  anova: z.literal([1, 2, 3], { error: 'the type of test is 1, 2 or 3' }).default(3),
  level: z.number().gt(0).lt(1).default(0.95),
  intervals: z
    .union([z.enum(['wald', 'profile']), z.strictObject({ bootstrap: draws.min(1), seed: seed.optional() })])
    .optional(),
  emmeans: z
    .array(
      z.strictObject({
        specs: name,
        contrast: z
          .union([z.enum(namedContrasts), z.record(name, z.array(z.number()).min(1))], {
            error: `contrast is one of ${namedContrasts.join(', ')}, or {"name": [weights]}`,
          })
          .optional(),
        /** For `trt.vs.ctrl1`: one level for each factor of the means. */
        reference: z.array(level).min(1).optional(),
        adjust: z.enum(adjustments).optional(),
        df: z.enum(dfMethods).optional(),
      }),
    )
    .default([]),
  randomTests: z
    .union([
      z.boolean(),
      z.strictObject({ draws: draws.optional(), bootstrap: draws.optional(), seed: seed.optional() }),
    ])
    .default(false),
  likelihoodRatioTests: z.boolean().default(false),
  /** Variances beside the null model, semi-partial R2 and f2 of each fixed term. */
  effectSizes: z.boolean().default(false),
  /** For a singular fit: the models without what is at its limit. */
  simplerModels: z.boolean().default(false),
  /** The residual structures that the data allow, ranked; those of a model with `iid` need subject and time there. */
  structures: z
    .union([
      z.boolean(),
      z.strictObject({
        criterion: z.enum(rankingCriteria).optional(),
        coefficient: name.optional(),
        structures: z.array(z.enum(residualStructures)).min(1).optional(),
      }),
    ])
    .default(false),
  /** A grouping whose levels are left out in turn, or each row. */
  influence: z.union([name, z.strictObject({ rows: z.literal(true) })]).optional(),
  save: z.array(z.enum(savedParts)).default([]),
  /** For the report: its heading, readable names and units of variables. */
  title: name.optional(),
  labels: namesTo(z.string()),
  units: namesTo(z.string()),
});

export type FitFile = z.infer<typeof fitFileSchema>;
