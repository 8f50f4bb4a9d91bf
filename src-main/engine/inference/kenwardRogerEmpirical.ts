import { AppError } from '../../../src-shared/model/appError.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { isKenwardRoger } from './estimates.ts';

/** @throws AppError `kenward-roger-empirical`: Kenward-Roger has standard errors of its own */
export function requireModelBasedForKenwardRoger({
  df,
  standardErrors,
}: Pick<ModelSpec, 'df' | 'standardErrors'>): void {
  if (!isKenwardRoger(df) || standardErrors !== 'empirical') return;
  throw new AppError(
    'kenward-roger-empirical',
    'Kenward-Roger adjusts model-based standard errors; it cannot be used with empirical ones.',
    'Choose Satterthwaite or between-within degrees of freedom, or model-based standard errors.',
  );
}
