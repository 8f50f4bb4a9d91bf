import type { ModelDraft } from '../../model/modelDraft.ts';
import type { ResidualSpec } from '../../model/modelSpec.ts';
import {
  adjustmentSize,
  LARGEST_CLUSTER,
  LONGEST_GAP,
  MOST_DERIVATIVES,
  MOST_FIXED_DERIVATIVES,
  MOST_PARAMETERS,
} from '../../model/residualKinds.ts';
import type { RepeatedStructure } from '../../model/repeatedStructure.ts';
import { formatCount } from '../../report/numbers.ts';
import { subjectInText } from '../../report/words/residualClause.ts';
import { shortName, structureWords } from '../../report/words/structures.ts';
import { setDf } from '../commands/options.ts';
import { blockColumns, nValues, rowsUsed, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Advice } from './advice.ts';
import { severalGrouping } from './groupings.ts';
import { aboutResiduals, useNone, useStructure } from './residualFixes.ts';

/** Structures with fewer parameters than this do not ask for many subjects. */
const fewParameters = 4;

/** Whether there are subjects enough for what a structure asks of them. */
export function adviseResidualSize(
  residual: ResidualSpec,
  repeated: RepeatedStructure,
  draft: ModelDraft,
  facts: Facts,
): Advice[] {
  const { structure, subject, time = '', group, bands } = residual;
  const { nRows, nOccasions, longestGap, nSubjects, nSingle, maxRows, rarestPair, rarestNeighbours } =
    repeated;
  const name = shortName(structure, bands);
  const one = subjectInText(subject);
  const several = severalGrouping(subject, draft);
  const fewer = useStructure(
    repeated.distances !== null && !repeated.distances.even ? 'car1' : 'ar1',
    draft,
    residual,
  );

  const kenwardRoger = draft.df === 'kenward-roger' || draft.df === 'kenward-roger-linear';
  const { longSeries } = structureWords[structure];
  const series = longSeries && draft.groupings.length === 0;
  if (maxRows > LARGEST_CLUSTER && !longSeries) {
    return [
      aboutResiduals(
        'cluster-too-large',
        'impossible',
        `${formatCount(maxRows)} rows belong to one ${one}`,
        `: where each has its own covariance with every other, at most ${formatCount(LARGEST_CLUSTER)} can be handled. Long series can be fitted with AR(1), ARH(1), CAR(1), SP(EXP) or ANTE(1).`,
        [fewer],
      ),
    ];
  }
  const ownParameters = structureWords[structure].parameters(nOccasions, bands);
  const parameters = ownParameters * setsOf(group, facts);
  const derivatives = ownParameters * maxRows * maxRows;
  if (series && kenwardRoger && adjustmentSize(ownParameters, maxRows, longSeries) > MOST_DERIVATIVES) {
    return [
      aboutResiduals(
        'kenward-roger-too-large',
        'impossible',
        `${name} has ${formatCount(ownParameters)} parameters over ${formatCount(maxRows)} rows of one ${one}`,
        ', which is more than Kenward-Roger can handle.',
        [{ button: 'Use Satterthwaite', change: setDf(draft, 'satterthwaite') }],
      ),
    ];
  }
  const noRoom = derivatives > MOST_DERIVATIVES && draft.groupings.length === 0;
  if (parameters >= nRows || (!series && (parameters > MOST_PARAMETERS || noRoom))) {
    return [
      aboutResiduals(
        'too-many-covariance-parameters',
        'impossible',
        `${name} has ${formatCount(parameters)} parameters for ${formatCount(nRows)} rows`,
        `; choose a structure with fewer parameters, such as CS${structure === 'toep' ? ' or AR(1)' : ', AR(1) or TOEP'}.`,
        [fewer],
      ),
    ];
  }
  const coefficients = blockColumns({ intercept: draft.intercept, terms: draft.fixedTerms }, facts);
  if (parameters > MOST_PARAMETERS && parameters * coefficients ** 2 > MOST_FIXED_DERIVATIVES) {
    return [
      aboutResiduals(
        'too-many-covariance-parameters',
        'impossible',
        `${name} has ${formatCount(parameters)} parameters, which beside ${formatCount(coefficients)} coefficients is more than can be handled`,
        '; choose a structure with fewer parameters, or leave predictors out.',
        [fewer],
      ),
    ];
  }
  if (parameters > MOST_PARAMETERS && longestGap > LONGEST_GAP) {
    return [
      aboutResiduals(
        'long-gap',
        'impossible',
        `Rows that follow each other within one ${one} lie up to ${formatCount(longestGap)} occasions of ${time} apart`,
        `: with ${name} over ${formatCount(nOccasions)} occasions at most ${formatCount(LONGEST_GAP)} can be handled.`,
        [fewer],
      ),
    ];
  }
  const smallest = group === undefined ? undefined : repeated.group?.smallest;
  const available = smallest?.nSubjects ?? nSubjects;
  const those = `${available === 1 ? `one ${one}` : `${formatCount(available)} ${several}`}${
    smallest === undefined ? '' : ` of ${group} ${smallest.level}`
  }`;
  if (structure === 'cs' && available === 1) {
    const rest = ': what all its rows have in common cannot be told from the average.';
    return [aboutResiduals('one-subject', 'impossible', `There is only ${those}`, rest, [useNone(draft)])];
  }
  if (structure === 'un' && available <= nOccasions) {
    return [
      aboutResiduals(
        'more-occasions-than-subjects',
        'impossible',
        `A free covariance of ${formatCount(nOccasions)} occasions takes more than ${formatCount(nOccasions)} ${several}`,
        `, and there ${available === 1 ? 'is' : 'are'} ${those}.`,
        [fewer],
      ),
    ];
  }
  const advice: Advice[] = [];
  if (ownParameters >= fewParameters && ownParameters > available) {
    advice.push(
      aboutResiduals(
        'many-covariance-parameters',
        'unwise',
        `${name} has ${formatCount(ownParameters)} parameters for ${those}`,
        structureWords[structure].longSeries
          ? ': each rests on the rows of one or two occasions.'
          : ': they rest on little and can hardly be told from one another.',
        [fewer],
      ),
    );
  }
  const pair = structure === 'un' ? rarestPair : structure === 'ante1' ? rarestNeighbours : null;
  if (pair?.nSubjects === 0) {
    advice.push(
      aboutResiduals(
        'never-together',
        'unwise',
        `No ${one} has both ${time} ${pair.first} and ${pair.second}`,
        ': how these two hang together cannot be seen in the data.',
        [fewer],
      ),
    );
  }
  if (nSingle * 2 >= nSubjects) {
    advice.push(
      aboutResiduals(
        'single-rows',
        'hint',
        `${formatCount(nSingle)} of ${formatCount(nSubjects)} ${several} have a single row`,
        ', which says nothing about how rows hang together.',
      ),
    );
  }
  return advice;
}

/** What is to be said about one variance per level of a column. */
export function adviseVarianceBy(residual: ResidualSpec, draft: ModelDraft, facts: Facts): Advice[] {
  const { heterogeneousBy = '', group } = residual;
  const variable = variableNamed(heterogeneousBy, facts);
  if (variable === undefined) return [];
  const [levels, n] = [nValues(variable), rowsUsed(facts)];
  const fixes = [useNone(draft)];
  if (levels < 2) {
    const rest = ' in the rows used: its levels cannot differ in their spread.';
    const lead = `${heterogeneousBy} never changes`;
    return [aboutResiduals('one-level', 'impossible', lead, rest, fixes)];
  }
  const parameters = levels * setsOf(group, facts);
  if (parameters * 2 < n) return [];
  const lead = `${heterogeneousBy} takes ${formatCount(parameters)} variances for ${formatCount(n)} rows`;
  const code = 'too-many-covariance-parameters';
  const severity = parameters >= n ? 'impossible' : 'unwise';
  return [aboutResiduals(code, severity, lead, '; choose a column with fewer levels.', fixes)];
}

/** How many sets of parameters there are. */
function setsOf(group: string | undefined, facts: Facts): number {
  const variable = group === undefined ? undefined : variableNamed(group, facts);
  return variable === undefined ? 1 : Math.max(1, nValues(variable));
}
