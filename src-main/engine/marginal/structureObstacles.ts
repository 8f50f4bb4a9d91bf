import type { StructureObstacle } from '../../../src-shared/model/analyses/structures.ts';
import { inDistance } from '../../../src-shared/model/residualKinds.ts';
import type { ResidualStructure } from '../../../src-shared/model/residualStructures.ts';
import type { Occasions } from './occasions.ts';

/** Structures with fewer parameters than this do not ask for many subjects. */
const FEW_PARAMETERS = 4;

/** Fewest occasions from which the parameters of a structure can be told apart. */
const leastOccasions: Partial<Readonly<Record<ResidualStructure, number>>> = { arma11: 3, fa1: 3 };

/** What structures come down to where there are two occasions only. */
const withTwoOccasions: Partial<Readonly<Record<ResidualStructure, ResidualStructure>>> = {
  ar1: 'cs',
  toep: 'cs',
  csh: 'un',
  arh1: 'un',
  toeph: 'un',
  ante1: 'un',
  hf: 'un',
};

/**
 * What the data have against a structure; null = nothing.
 *
 * @param parameters of one set
 */
export function obstacleOf(
  structure: ResidualStructure,
  parameters: number,
  { nOccasions, subjects, level, distances, neverTogether, neverNext }: Occasions,
): StructureObstacle | null {
  if (inDistance.has(structure)) {
    if (distances.length === 0) return { kind: 'time-not-numeric' };
    if (distances.length === 1) return { kind: 'one-distance', distance: distances[0] };
  }
  const least = leastOccasions[structure];
  if (least !== undefined && nOccasions < least) return { kind: 'few-occasions', least };
  const same = nOccasions === 2 ? withTwoOccasions[structure] : undefined;
  if (same !== undefined) return { kind: 'same-as', structure: same };
  if (subjects === 1 && (structure === 'cs' || structure === 'csh')) return { kind: 'one-subject' };
  const few = parameters < FEW_PARAMETERS && structure !== 'un';
  if (parameters > subjects && !few) {
    return { kind: 'more-parameters-than-subjects', parameters, subjects, level };
  }
  const pair = structure === 'un' ? neverTogether : structure === 'ante1' ? neverNext : null;
  return pair === null ? null : { kind: 'never-together', first: pair[0], second: pair[1] };
}
