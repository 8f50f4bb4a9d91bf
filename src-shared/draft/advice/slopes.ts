import type { DraftGrouping, DraftTerm, ModelDraft } from '../../model/modelDraft.ts';
import { capitalise, joinWords } from '../../report/words/lists.ts';
import { change } from '../commands/command.ts';
import { hasTerm } from '../commands/predictors.ts';
import { hasOwnEffect, setRandomIntercept, setRandomSlope } from '../commands/randomEffects.ts';
import { blockColumns, isConstantWithin, isNumeric, rowsUsed, structureOf, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { buildsOn, columnsOfTerm, plainColumn, showTerm } from '../termText.ts';
import type { Advice } from './advice.ts';
import { oneLevel, severalGrouping } from './groupings.ts';

/**
 * Why the levels of a grouping cannot differ in the effect of a term; null where they can.
 */
export function slopeRefusal(
  term: DraftTerm,
  { factors }: DraftGrouping,
  draft: ModelDraft,
  facts: Facts,
): string | null {
  const columns = columnsOfTerm(term);
  const own = columns.find((column) => factors.includes(column));
  if (own !== undefined && columns.length === 1) return `${own} is what forms this grouping.`;
  const identifier = columns.find((column) => variableNamed(column, facts)?.type === 'id');
  if (identifier !== undefined) return `${identifier} tells units apart and has no effect that could differ.`;
  if (isConstantWithin(term, factors, facts)) {
    const verb = columns.length > 1 ? 'never change' : 'never changes';
    return `${showTerm(term)} ${verb} within one ${oneLevel(factors)}, so its effect cannot differ between ${severalGrouping(factors, draft)}.`;
  }
  const structure = structureOf(factors, facts);
  const columnsNeeded = blockColumns({ intercept: true, terms: [term] }, facts);
  if (structure !== undefined && columnsNeeded * structure.nLevels >= rowsUsed(facts)) {
    return `There are too few rows for an own effect of ${showTerm(term)} for each of ${structure.nLevels} levels.`;
  }
  return null;
}

/** What is to be said about the effects that differ between the levels of a grouping, or could. */
export function adviseSlopes(draft: ModelDraft, facts: Facts): Advice[] {
  return draft.groupings.flatMap((grouping) => {
    const chosen = grouping.blocks.flatMap(({ terms }) => terms);
    return [
      ...chosen.flatMap((term) => adviseChosen(term, grouping, draft, facts)),
      ...adviseWithoutLevel(grouping, draft, facts),
      ...adviseOffered(grouping, draft, facts),
    ];
  });
}

function adviseChosen(term: DraftTerm, grouping: DraftGrouping, draft: ModelDraft, facts: Facts): Advice[] {
  const { factors } = grouping;
  const place = { kind: 'grouping', factors } as const;
  const name = showTerm(term);
  const several = severalGrouping(factors, draft);
  const remove = { button: 'Take it out', change: setRandomSlope(draft, factors, term, false) };
  if (isConstantWithin(term, factors, facts) && structureOf(factors, facts)) {
    const lead = `${name} never changes within one ${oneLevel(factors)}`;
    const rest = `, so its effect cannot differ between ${several}.`;
    return [{ code: 'slope-constant', severity: 'unwise', place, lead, rest, fixes: [remove] }];
  }
  if (hasTerm(draft, term)) return [];
  const fixedTerms = [...draft.fixedTerms, ...lowerTerms(term, draft), term];
  return [
    {
      code: 'slope-without-fixed',
      severity: 'unwise',
      place,
      lead: `${name} is not among the predictors`,
      rest: `: the effects of ${several} would vary around zero instead of around an average effect.`,
      fixes: [
        {
          button: `Add ${name} to predictors`,
          change: change({ ...draft, fixedTerms }, `Add ${name} to predictors`),
        },
        remove,
      ],
    },
  ];
}

/** Main effects of an interaction that are missing as well. */
function lowerTerms(term: DraftTerm, draft: ModelDraft): DraftTerm[] {
  if (term.length === 1) return [];
  return term.map((text) => [text]).filter((main) => !hasTerm(draft, main) && buildsOn(term, main));
}

function adviseWithoutLevel(grouping: DraftGrouping, draft: ModelDraft, facts: Facts): Advice[] {
  const terms = grouping.blocks.flatMap(({ terms: own }) => own);
  // A category without a level beside it brings a level at each of its categories.
  const onlyCovariates =
    terms.length > 0 &&
    terms.every((term) => {
      const variable = variableNamed(plainColumn(term[0]) ?? '', facts);
      return term.length === 1 && (variable === undefined || isNumeric(variable));
    });
  if (!onlyCovariates || hasOwnEffect(grouping, null)) return [];
  const several = severalGrouping(grouping.factors, draft);
  return [
    {
      code: 'slope-without-level',
      severity: 'hint',
      place: { kind: 'grouping', factors: grouping.factors },
      lead: `${capitalise(several)} have no level of their own`,
      rest: `: they would all have the same outcome where ${joinWords(terms.map(showTerm))} is zero.`,
      fixes: [
        { button: 'Let their level differ', change: setRandomIntercept(draft, grouping.factors, true) },
      ],
    },
  ];
}

/** Numeric predictors that change within the levels and so could have own effects. */
function adviseOffered(grouping: DraftGrouping, draft: ModelDraft, facts: Facts): Advice[] {
  const { factors } = grouping;
  if (!structureOf(factors, facts) || !hasOwnEffect(grouping, null)) return [];
  const varying = draft.fixedTerms.filter((term) => {
    const variable = variableNamed(plainColumn(term[0]) ?? '', facts);
    return (
      term.length === 1 &&
      variable?.type === 'continuous' &&
      slopeRefusal(term, grouping, draft, facts) === null
    );
  });
  if (varying.length === 0) return [];
  const open = varying.filter((term) => !hasOwnEffect(grouping, term));
  const names = joinWords(varying.map(showTerm));
  const one = oneLevel(factors);
  const [vary, slope] = varying.length > 1 ? ['vary', 'slopes'] : ['varies', 'a slope'];
  return [
    {
      code: 'slope-possible',
      severity: 'hint',
      place: { kind: 'grouping', factors },
      lead: `${names} ${vary} within ${severalGrouping(factors, draft)}`,
      rest: `, so each ${one} can have ${slope} of its own.`,
      fixes: open.slice(0, 1).map((term) => ({
        button: `Let the effect of ${showTerm(term)} differ`,
        change: setRandomSlope(draft, factors, term, true),
      })),
    },
  ];
}
