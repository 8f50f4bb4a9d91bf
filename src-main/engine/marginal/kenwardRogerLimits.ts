import { AppError } from '../../../src-shared/model/appError.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { LARGEST_CLUSTER, MOST_DERIVATIVES } from '../../../src-shared/model/residualKinds.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { isKenwardRoger } from '../inference/estimates.ts';
import { structureOf } from './structures/structureOf.ts';

/**
 * That Kenward and Roger's adjustment, which needs the covariance matrix of a subject and its derivatives as a whole, has room
 * for them. Of models with random effects the fit itself says how large their clusters may be.
 *
 * @throws AppError `cluster-too-large`, `kenward-roger-too-large`
 */
export function requireRoomForKenwardRoger({ residual, random }: ModelFrame, { df }: ModelSpec): void {
  if (residual === null || random.length > 0 || !isKenwardRoger(df)) return;
  const { subjects, subject, spec } = residual;
  const rows = new Int32Array(subjects.levels.length);
  for (const code of subjects.codes) rows[code]++;
  const most = rows.reduce((larger, count) => Math.max(larger, count), 0);
  const hint = 'Use Satterthwaite degrees of freedom.';
  if (most > LARGEST_CLUSTER) {
    throw new AppError(
      'cluster-too-large',
      `${most} rows belong to one ${subject}: Kenward-Roger can handle at most ${LARGEST_CLUSTER} of them.`,
      hint,
    );
  }
  const { count } = structureOf(residual);
  if (count * most * most <= MOST_DERIVATIVES) return;
  throw new AppError(
    'kenward-roger-too-large',
    `The structure ${spec.structure} has ${count} parameters over the ${most} rows of one ${subject}, which is more than Kenward-Roger can handle.`,
    hint,
  );
}
