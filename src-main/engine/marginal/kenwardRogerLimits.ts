import { AppError } from '../../../src-shared/model/appError.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { adjustmentSize, MOST_DERIVATIVES } from '../../../src-shared/model/residualKinds.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { isKenwardRoger } from '../inference/estimates.ts';
import { isMarkov } from './markovPieces.ts';
import { structureOf } from './structures/structureOf.ts';

/**
 * That there is room for what Kenward and Roger's adjustment needs of each subject. Of models with random effects the fit itself
 * says how large their clusters may be.
 *
 * @throws AppError `kenward-roger-too-large`
 */
export function requireRoomForKenwardRoger({ residual, random }: ModelFrame, { df }: ModelSpec): void {
  if (residual === null || random.length > 0 || !isKenwardRoger(df)) return;
  const { subjects, subject, spec } = residual;
  const rows = new Int32Array(subjects.levels.length);
  for (const code of subjects.codes) rows[code]++;
  const most = rows.reduce((larger, count) => Math.max(larger, count), 0);
  const { count } = structureOf(residual);
  if (adjustmentSize(count, most, isMarkov(residual)) <= MOST_DERIVATIVES) return;
  throw new AppError(
    'kenward-roger-too-large',
    `The structure ${spec.structure} has ${count} parameters over the ${most} rows of one ${subject}, which is more than Kenward-Roger can handle.`,
    'Use Satterthwaite degrees of freedom.',
  );
}
