import { expandFormula } from '../../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';
import type { FittedStructure, StructureObstacle } from '../../../../src-shared/model/analyses/structures.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { analyse } from '../../analyse.ts';
import { buildModelFrame } from '../../frame/buildModelFrame.ts';
import { requireDfOfDesign } from '../../inference/dfOfDesign.ts';
import { competingParts } from '../../marginal/structureNotices.ts';
import type { Candidate } from './candidates.ts';
import { fittedStructure } from './fittedStructure.ts';
import { linearCriterion } from './linearCriterion.ts';

/** The model whose structures are compared. */
export interface ComparedModel {
  /** The rows used, the same for all structures. */
  readonly rows: Dataset;
  /** By REML or ML, without its residual part. */
  readonly spec: Omit<ModelSpec, 'residual'>;
  readonly nSubjects: number;
}

/**
 * The model with one structure.
 *
 * @throws what `analyse` throws
 */
export function* fitStructure(
  candidate: Candidate,
  { rows, spec, nSubjects }: ComparedModel,
): Generator<Progress, FittedStructure> {
  const reml = spec.method === 'REML';
  const linear =
    candidate.residual === null && expandFormula(parseFormula(spec.formula)).randomTerms.length === 0;
  const replaced: ModelSpec = {
    ...spec,
    method: linear ? 'OLS' : spec.method,
    ...(candidate.residual === null ? {} : { residual: candidate.residual }),
  };
  // Least squares has exact degrees of freedom, but no subjects for empirical standard errors.
  if (linear) requireDfOfDesign({ ...spec, df: 'residual' });
  const fit = yield* analyse(rows, replaced);
  const minus2LogLik = linear ? linearCriterion(buildModelFrame(rows, replaced), reml) : fit.minus2LogLik;
  return fittedStructure(candidate, fit, { minus2LogLik, reml, nSubjects });
}

/** The same beside the model's own structure: what is against it is told instead of thrown. */
export function* tryStructure(
  candidate: Candidate,
  model: ComparedModel,
): Generator<Progress, FittedStructure | StructureObstacle> {
  try {
    const competing = candidate.residual === null ? undefined : competingGroup(candidate.residual, model);
    if (competing !== undefined) return { kind: 'competes', group: competing };
    return yield* fitStructure(candidate, model);
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', message: error.message };
    throw error;
  }
}

/** The grouping whose random effects say what the structure says as well. */
function competingGroup(
  residual: NonNullable<ModelSpec['residual']>,
  { rows, spec }: ComparedModel,
): string | undefined {
  const frame = buildModelFrame(rows, { ...spec, residual });
  return competingParts(frame).length > 0 ? (frame.residual?.subject ?? undefined) : undefined;
}
