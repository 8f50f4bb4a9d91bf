import { quoteName } from '../../formula/names.ts';
import type { DraftGrouping, ModelDraft } from '../../model/modelDraft.ts';
import { formatCount } from '../../report/numbers.ts';
import { severalOf } from '../../report/words/modelClauses.ts';
import { plural } from '../../report/words/plural.ts';
import { parentOf } from '../canonicalGroupings.ts';
import { change } from '../commands/command.ts';
import type { Fix } from '../commands/command.ts';
import { removeGrouping } from '../commands/groupings.ts';
import { addPredictor } from '../commands/predictors.ts';
import { setRandomIntercept } from '../commands/randomEffects.ts';
import { blockColumns, isNumeric, nValues, rowsUsed, structureOf, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { groupingTitle } from '../groupingTitle.ts';
import type { Advice } from './advice.ts';

/** With fewer levels a variance between them can hardly be estimated. */
const fewLevels = 5;

/** What is to be said about each grouping, apart from its slopes and from what lies in what. */
export function adviseGroupings(draft: ModelDraft, facts: Facts): Advice[] {
  return draft.groupings.flatMap((grouping) => adviseGrouping(grouping, draft, facts));
}

function adviseGrouping(grouping: DraftGrouping, draft: ModelDraft, facts: Facts): Advice[] {
  const { factors, blocks } = grouping;
  const place = { kind: 'grouping', factors } as const;
  const title = groupingTitle(factors, draft.groupings);
  const several = severalGrouping(factors, draft);
  const remove: Fix = { button: 'Remove the grouping', change: removeGrouping(draft, factors) };
  const advice: Advice[] = [];
  const add = (
    code: string,
    severity: Advice['severity'],
    lead: string,
    rest: string,
    fixes: readonly Fix[],
  ) => advice.push({ code, severity, place, lead, rest, fixes });

  if (blocks.length === 0) {
    add(
      'grouping-empty',
      'impossible',
      `Nothing differs between ${several} yet`,
      '; choose what does, or remove the grouping.',
      [{ button: 'Let their level differ', change: setRandomIntercept(draft, factors, true) }, remove],
    );
  }
  const n = rowsUsed(facts);
  const structure = structureOf(factors, facts);
  const nLevels = structure?.nLevels;
  if (structure === undefined || nLevels === undefined)
    return [...advice, ...adviseRole(grouping, draft, facts)];
  if (nLevels < 2) {
    add(
      'grouping-one-level',
      'impossible',
      `${title} has ${nLevels === 1 ? 'only one level' : 'no level'} in the rows used`,
      '; a variance between levels needs at least two.',
      [remove],
    );
    return advice;
  }
  if (nLevels >= n) {
    add(
      'grouping-row-per-level',
      'impossible',
      `Each of the ${formatCount(n)} rows is a level of ${title}`,
      ', so its effects cannot be told from the residuals.',
      [remove],
    );
    return advice;
  }
  const widest = Math.max(0, ...blocks.map((block) => blockColumns(block, facts)));
  if (widest * nLevels >= n) {
    add(
      'too-many-random-effects',
      'impossible',
      `${formatCount(widest)} effects for each of ${formatCount(nLevels)} ${severalOrLevels(several)} are ${formatCount(widest * nLevels)}`,
      `, but there are only ${formatCount(n)} rows; let fewer effects differ.`,
      [],
    );
  }
  if (nLevels < fewLevels && !labelsRepeat(factors, facts)) {
    add(
      'grouping-few-levels',
      'unwise',
      `${title} has only ${nLevels} levels`,
      ': the variance between them can hardly be estimated. As a predictor its levels are compared directly.',
      asPredictor(factors, draft, facts),
    );
  }
  return [...advice, ...adviseRole(grouping, draft, facts)];
}

/** A grouping that is also a predictor, or that is a measured number. */
function adviseRole({ factors }: DraftGrouping, draft: ModelDraft, facts: Facts): Advice[] {
  const place = { kind: 'grouping', factors } as const;
  const [column] = factors;
  const variable = variableNamed(column, facts);
  if (factors.length > 1 || variable === undefined) return [];
  const remove: Fix = { button: 'Keep it as predictor', change: removeGrouping(draft, factors) };
  if (draft.fixedTerms.some((term) => term.length === 1 && term[0] === quoteName(column))) {
    if (isNumeric(variable)) return [];
    return [
      {
        code: 'grouping-as-predictor',
        severity: 'unwise',
        place,
        lead: `${column} is a grouping and a predictor`,
        rest: ': as a predictor it leaves nothing of the differences between its levels to the grouping.',
        fixes: [
          {
            button: 'Keep it as grouping',
            change: change(
              { ...draft, fixedTerms: draft.fixedTerms.filter((term) => !term.includes(quoteName(column))) },
              `Remove ${column} from predictors`,
            ),
          },
          remove,
        ],
      },
    ];
  }
  const measured =
    variable.type === 'continuous' && nValues(variable) > 20 && nValues(variable) * 2 > facts.nRows;
  if (!measured) return [];
  return [
    {
      code: 'grouping-measured',
      severity: 'unwise',
      place,
      lead: `${column} is a number with ${formatCount(nValues(variable))} different values`,
      rest: ': only rows with exactly the same value would form a level.',
      fixes: [{ button: 'Remove the grouping', change: removeGrouping(draft, factors) }],
    },
  ];
}

/** Whether the labels stand for different units within another variable: then there are more levels than labels. */
function labelsRepeat(factors: readonly string[], { structure }: Facts): boolean {
  const pairs = structure?.pairs ?? [];
  return (
    factors.length === 1 &&
    pairs.some(({ inner, relation }) => relation === 'implicit' && inner === factors[0])
  );
}

function asPredictor(factors: readonly string[], draft: ModelDraft, facts: Facts): Fix[] {
  const [column] = factors;
  if (factors.length > 1 || variableNamed(column, facts)?.type === 'id') return [];
  const without = removeGrouping(draft, factors).draft;
  const added = addPredictor(without, column);
  const result = added.kind === 'change' ? added.draft : without;
  return [
    { button: 'Use it as predictor', change: change(result, `Use ${column} as predictor, not as grouping`) },
  ];
}

/** The levels of a grouping in running text, with the names of the columns. */
export function severalGrouping(factors: readonly string[], draft: ModelDraft): string {
  const nested = parentOf(factors, draft.groupings) !== undefined;
  return severalOf(nested ? [...factors].reverse() : factors, nested);
}

/** One level of a grouping in running text: `subject`, or the column's name where that is no plain word. */
export function oneLevel(factors: readonly string[]): string {
  const column = factors[factors.length - 1];
  return plural(column) === null ? column : column.toLowerCase();
}

function severalOrLevels(several: string): string {
  return several.startsWith('values of') ? 'levels' : several;
}
