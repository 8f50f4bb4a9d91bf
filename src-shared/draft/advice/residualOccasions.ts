import type { ModelDraft } from '../../model/modelDraft.ts';
import type { ResidualSpec } from '../../model/modelSpec.ts';
import type { RepeatedStructure } from '../../model/repeatedStructure.ts';
import { formatCount, formatTick } from '../../report/numbers.ts';
import { subjectInText } from '../../report/words/residualClause.ts';
import { structureWords } from '../../report/words/structures.ts';
import { setResidualGroup } from '../commands/residual.ts';
import type { Advice } from './advice.ts';
import { aboutResiduals, useNone, useStructure } from './residualFixes.ts';

/** What the rows of subjects and their occasions forbid. */
export function adviseOccasions(
  residual: ResidualSpec,
  repeated: RepeatedStructure,
  draft: ModelDraft,
): Advice[] {
  const { subject, time = '', group } = residual;
  const name = subject.join(':');
  const impossible = (...[code, lead, rest, fixes = [useNone(draft)]]: Impossible): Advice[] => [
    aboutResiduals(code, 'impossible', lead, rest, fixes),
  ];
  if (repeated.nOccasions === 1) {
    return impossible(
      'one-occasion',
      `${time} is ${repeated.occasions[0]} in all rows used`,
      ': with a single occasion nothing can hang together.',
    );
  }
  if (repeated.nSingle === repeated.nSubjects) {
    return impossible(
      'residual-per-row',
      `Every ${name} has a single row`,
      ': nothing was measured repeatedly. Choose the column that identifies who or what was measured several times.',
    );
  }
  if (repeated.duplicates !== null) {
    const { count, example } = repeated.duplicates;
    return impossible(
      'duplicate-occasion',
      `${name} ${example.subject} has ${formatCount(example.nRows)} rows at ${time} ${example.occasion}`,
      `${moreCases(count - 1)}: a subject can have one row per occasion. Correct the rows, choose a time that tells them apart, or name all columns that identify a subject.`,
    );
  }
  const split = group === undefined ? null : (repeated.group?.split ?? null);
  if (split === null) return [];
  return impossible(
    'group-within-subject',
    `${group} is ${split.levels[0]} and ${split.levels[1]} within ${name} ${split.subject}`,
    ': one subject belongs to one group.',
    [{ button: 'One matrix for all', change: setResidualGroup(draft, null) }],
  );
}

type Impossible = [code: string, lead: string, rest: string, fixes?: Advice['fixes']];

function moreCases(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ', and there is 1 more such case'
    : `, and there are ${formatCount(count)} more such cases`;
}

/** Distances that cannot show how correlation falls, and steps that are not equally long. */
export function adviseSpacing(
  residual: ResidualSpec,
  repeated: RepeatedStructure,
  draft: ModelDraft,
): Advice[] {
  const { structure, subject, time = '' } = residual;
  const { distances, nOccasions, nSubjects, maxPerOccasion } = repeated;
  if (distances === null) return [];
  const { short, by } = structureWords[structure];
  if (by === 'distance' && distances.nDistinct < 2) {
    return [
      aboutResiduals(
        'one-distance',
        nOccasions === 2 ? 'impossible' : 'unwise',
        `All pairs of rows of one ${subjectInText(subject)} are ${formatTick(distances.only)} apart in ${time}`,
        ': how correlation falls with the distance cannot be seen from one distance.',
        [useStructure('cs', draft, residual)],
      ),
    ];
  }
  const countsSteps = by === 'order' && structure !== 'ante1' && structure !== 'un_banded';
  if (!countsSteps || distances.even) return [];
  const scattered = maxPerOccasion * 2 < nSubjects;
  return [
    aboutResiduals(
      'uneven-time',
      scattered ? 'unwise' : 'hint',
      `${time} is unevenly spaced`,
      `: neighbours are ${formatTick(distances.shortest)} to ${formatTick(distances.longest)} apart, and ${short} counts each of them as one step. CAR(1) counts the distance.`,
      [useStructure('car1', draft, residual)],
    ),
  ];
}
