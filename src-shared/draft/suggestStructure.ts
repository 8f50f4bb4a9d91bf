import type { ModelDraft } from '../model/modelDraft.ts';
import type { ResidualSpec } from '../model/modelSpec.ts';
import type { RepeatedStructure } from '../model/repeatedStructure.ts';
import { formatCount } from '../report/numbers.ts';
import { structureWords } from '../report/words/structures.ts';
import { findGrouping } from './commands/groupings.ts';

/** With more occasions a free covariance is not what comes first to mind. */
const mostFree = 8;

/** Subjects for each parameter of a free covariance, so that none of them rests on a handful. */
const subjectsPerParameter = 2;

/** So many rows of one subject are a series rather than a set of visits. */
const series = 20;

/** A structure that suits the data, and why in the middle of a sentence. */
export interface Suggestion {
  readonly structure: ResidualSpec['structure'];
  readonly reason: string;
}

/**
 * A structure to begin with; null where the rows allow none. Few visits that many subjects share carry an
 * unstructured covariance, as protocols of trials ask for; unevenly spaced times want their distances counted;
 * all others begin with the order. Where the units have own effects already, a free covariance would compete with them.
 */
export function suggestStructure(repeated: RepeatedStructure, draft: ModelDraft): Suggestion | null {
  const { nSubjects, nSingle, nOccasions, duplicates, distances, maxRows, rarestPair } = repeated;
  if (duplicates !== null || nOccasions < 2 || nSingle === nSubjects) return null;
  const parameters = structureWords.un.parameters(nOccasions);
  const shared = rarestPair !== null && rarestPair.nSubjects >= subjectsPerParameter;
  const ownEffects = findGrouping(draft, repeated.subject) !== undefined;
  if (!ownEffects && nOccasions <= mostFree && shared && nSubjects >= subjectsPerParameter * parameters) {
    return {
      structure: 'un',
      reason: `many were seen at the same ${formatCount(nOccasions)} occasions, so that nothing need be assumed`,
    };
  }
  if (distances !== null && !distances.even && distances.nDistinct > 1) {
    return { structure: 'car1', reason: 'the times are unevenly spaced, and their distance counts' };
  }
  return {
    structure: 'ar1',
    reason:
      maxRows >= series
        ? 'a long series needs a structure with few parameters'
        : 'neighbours in time are often more alike, and two parameters are enough to begin with',
  };
}
