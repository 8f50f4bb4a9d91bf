import type { RepeatedStructure } from '../../../src-shared/model/repeatedStructure.ts';
import { formatCount } from '../../../src-shared/report/numbers.ts';
import { severalOf } from '../../../src-shared/report/words/modelClauses.ts';

/** More occasions than this are counted, not named. */
const maxNamed = 6;

/**
 * `200 patients at 4 occasions (V01, V02, V03, V04); 120 to 200 of them at each. 12 have a single row.`
 *
 * @param title the subjects as their grouping is called
 */
export function repeatedWords(repeated: RepeatedStructure, title: string): string {
  const { nSubjects, nSingle, nOccasions, occasions, minPerOccasion, maxPerOccasion } = repeated;
  const several = repeated.subject.length === 1 ? severalOf([title], false) : `levels of ${title}`;
  const units = nSubjects === 1 ? `One ${title}` : `${formatCount(nSubjects)} ${several}`;
  const named = nOccasions <= maxNamed ? ` (${occasions.join(', ')})` : '';
  const at = nOccasions === 1 ? `one occasion${named}` : `${formatCount(nOccasions)} occasions${named}`;
  const each =
    minPerOccasion === maxPerOccasion
      ? minPerOccasion === nSubjects
        ? ''
        : `, ${formatCount(minPerOccasion)} of them at each`
      : `, ${formatCount(minPerOccasion)} to ${formatCount(maxPerOccasion)} of them at each`;
  const single =
    nSingle === 0
      ? ''
      : nSingle === 1
        ? ' One has a single row.'
        : ` ${formatCount(nSingle)} have a single row.`;
  return `${units} at ${at}${each}.${single}`;
}
