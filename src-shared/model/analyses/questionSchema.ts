import { z } from 'zod';
import { residualStructures } from '../residualStructures.ts';
import { dfMethods } from '../methods.ts';
import type { Question } from './index.ts';
import { adjustments, namedContrasts } from './means.ts';
import { rankingCriteria } from './structures.ts';

const seed = z.int().nonnegative();
/** More draws than anyone waits for, and few enough to be held in memory. */
const draws = z.int().nonnegative().max(1_000_000);

/** A question as it crosses borders. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bootstrap'), replicates: draws.min(1), seed }),
  z.strictObject({ kind: z.literal('randomTests'), seed, draws, bootstrap: draws }),
  z.strictObject({ kind: z.literal('likelihoodRatioTests') }),
  z.strictObject({ kind: z.literal('effectSizes') }),
  z.strictObject({ kind: z.literal('simplerModels') }),
  z.strictObject({ kind: z.literal('intervals'), method: z.enum(['default', 'profile', 'wald']) }),
  z.strictObject({
    kind: z.literal('structures'),
    criterion: z.enum(rankingCriteria),
    coefficient: z.string().min(1).nullable(),
    structures: z.array(z.enum(residualStructures)).min(1).readonly().nullable(),
    repeated: z
      .strictObject({ subject: z.array(z.string().min(1)).min(1).readonly(), time: z.string().min(1) })
      .nullable(),
  }),
  z.strictObject({
    kind: z.literal('means'),
    requests: z
      .array(
        z.strictObject({
          specs: z.string().min(1),
          contrast: z
            .union([z.enum(namedContrasts), z.record(z.string().min(1), z.array(z.number()).readonly())])
            .nullable(),
          reference: z.array(z.string()).min(1).readonly().optional(),
          adjust: z.enum(adjustments).nullable(),
          df: z.enum(dfMethods).nullable(),
        }),
      )
      .readonly(),
  }),
  z.strictObject({ kind: z.literal('influence'), group: z.string().min(1).nullable() }),
]) satisfies z.ZodType<Question>;

/** The kind alone. */
export const analysisKind = z.enum(questionSchema.options.map(({ shape }) => shape.kind.value));
