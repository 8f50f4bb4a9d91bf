import { groupingKey } from '../../../../src-shared/draft/canonicalGroupings.ts';
import { groupingTitle } from '../../../../src-shared/draft/groupingTitle.ts';
import { draftOf } from '../../../../src-shared/draft/specOf.ts';
import { expandFormula } from '../../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';
import type { Question } from '../../../../src-shared/model/analyses/index.ts';
import type { SectionId } from '../../../../src-shared/model/outputDocument.ts';
import type { ResultState } from '../../../../src-shared/model/project.ts';
import { sectionOf } from '../../../../src-shared/report/analyses/answerBlocks.ts';
import { MOST_PARAMETERS } from '../../../../src-shared/model/residualKinds.ts';
import { residualStructures } from '../../../../src-shared/model/residualStructures.ts';
import { structureWords } from '../../../../src-shared/report/words/structures.ts';
import type { DrawnQuestion } from './drawFields.ts';

/** One way of asking. */
interface AnalysisChoice {
  readonly label: string;
  readonly question: Question;
}

/** Something that can be asked below the table that it adds to. */
export interface AnalysisOption {
  readonly kind: Question['kind'];
  readonly label: string;
  /** A button where there is one, else a menu; none where the kind has a menu of its own. */
  readonly choices: readonly AnalysisChoice[];
  /** The choice whose numbers the person sets, and what they are at first. */
  readonly own?: { readonly label: string; readonly question: DrawnQuestion };
}

/** The seed of all draws unless told, which the answer shows: the same question has the same answer. */
const seed = 1;
const draws = 10_000;

/** What can be asked on top of a result, in the section of its report that the answer belongs to. */
export function analysisOptions(section: SectionId, result: ResultState): AnalysisOption[] {
  return optionsOf(result).filter(({ kind }) => askedIn(kind, result) === section);
}

/**
 * Influence, structures and means have sections of their own, which are not there before they have been asked for; without random effects there is no
 * section about where variation lies.
 */
function askedIn(kind: AnalysisOption['kind'], { spec }: ResultState): SectionId | null {
  const section = sectionOf(kind);
  if (section === 'variation' && !hasRandomTerms(spec)) return 'residualCovariance';
  if (section === 'structures') return 'residualCovariance';
  if (section === 'means') return 'effects';
  return section === 'influence' ? 'checks' : section;
}

function hasRandomTerms({ formula }: ResultState['spec']): boolean {
  return expandFormula(parseFormula(formula)).randomTerms.length > 0;
}

function optionsOf(result: ResultState): AnalysisOption[] {
  if (result.spec.method === 'OLS') return [means, influence(result)];
  const many = result.nParameters > MOST_PARAMETERS;
  return [
    many ? { ...intervals, choices: intervals.choices.filter(isWald) } : intervals,
    ...(many ? [] : [bootstrap]),
    single('Likelihood-ratio tests', { kind: 'likelihoodRatioTests' }),
    ...(hasRandomTerms(result.spec) ? [randomTests] : []),
    ...(result.singular ? [simplerModels] : []),
    ...(result.spec.residual?.time === undefined ? [] : [structures]),
    single('Effect sizes', { kind: 'effectSizes' }),
    means,
    influence(result),
  ];
}

function single(label: string, question: Question): AnalysisOption {
  return { kind: question.kind, label, choices: [{ label, question }] };
}

const intervals: AnalysisOption = {
  kind: 'intervals',
  label: 'Intervals of all parameters',
  choices: [
    { label: 'Profile likelihood', question: { kind: 'intervals', method: 'profile' } },
    { label: 'Wald', question: { kind: 'intervals', method: 'wald' } },
  ],
};

/** What thousands of parameters leave: one fit for all of them. */
function isWald({ question }: AnalysisChoice): boolean {
  return question.kind === 'intervals' && question.method === 'wald';
}

/** Its menu depends on the data and on what was asked before. */
const means: AnalysisOption = { kind: 'means', label: 'Means and comparisons', choices: [] };

const bootstrap: AnalysisOption = {
  kind: 'bootstrap',
  label: 'Bootstrap intervals',
  choices: [
    { label: '1,000 replicates', question: { kind: 'bootstrap', replicates: 1000, seed } },
    { label: '10,000 replicates', question: { kind: 'bootstrap', replicates: 10_000, seed } },
  ],
  own: { label: 'Another number or seed', question: { kind: 'bootstrap', replicates: 1000, seed } },
};

const randomTests: AnalysisOption = {
  kind: 'randomTests',
  label: 'Test the random parts',
  choices: [
    { label: 'By likelihood ratio', question: { kind: 'randomTests', draws, bootstrap: 0, seed } },
    {
      label: 'With 1,000 bootstrap samples as well',
      question: { kind: 'randomTests', draws, bootstrap: 1000, seed },
    },
  ],
  own: {
    label: 'Another number or seed',
    question: { kind: 'randomTests', draws, bootstrap: 1000, seed },
  },
};

const structuresQuestion = {
  kind: 'structures',
  criterion: 'aic',
  coefficient: null,
  structures: null,
  repeated: null,
} as const;

const structures: AnalysisOption = {
  kind: 'structures',
  label: 'Compare structures',
  choices: [
    { label: 'All that the data allow', question: structuresQuestion },
    {
      label: 'Only the common ones',
      question: {
        ...structuresQuestion,
        structures: residualStructures.filter((structure) => structureWords[structure].common),
      },
    },
  ],
};

const simplerModels = single('Fit the simpler models', { kind: 'simplerModels' });

function influence({ spec }: ResultState): AnalysisOption {
  const { randomTerms } = expandFormula(parseFormula(spec.formula));
  const { groupings } = draftOf(spec);
  const title = (factors: readonly string[]) => {
    const own = groupings.find((grouping) => groupingKey(grouping.factors) === groupingKey(factors));
    return groupingTitle(own?.factors ?? factors, groupings);
  };
  const subject = spec.residual?.subject ?? [];
  const groups = new Map([
    ...(subject.length === 0 ? [] : [[subject.join(':'), title(subject)] as const]),
    ...randomTerms.map(({ group }) => [group.name, title(group.factors)] as const),
  ]);
  return {
    kind: 'influence',
    label: 'Influence',
    choices: [
      ...[...groups].map(([group, name]): AnalysisChoice => ({
        label: `Leave out each level of ${name}`,
        question: { kind: 'influence', group },
      })),
      { label: 'Leave out each row', question: { kind: 'influence', group: null } },
    ],
  };
}
