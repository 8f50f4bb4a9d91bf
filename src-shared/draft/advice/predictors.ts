import { quoteName } from '../../formula/names.ts';
import type { DraftTerm, ModelDraft } from '../../model/modelDraft.ts';
import { formatCount, formatSignificant } from '../../report/numbers.ts';
import { joinWords } from '../../report/words/lists.ts';
import { termKey } from '../canonicalTerms.ts';
import { change } from '../commands/command.ts';
import type { Fix } from '../commands/command.ts';
import { addGrouping } from '../commands/groupings.ts';
import { hasTerm } from '../commands/predictors.ts';
import { isNumeric, nValues, rowsUsed, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { buildsOn, columnsOfTerm, columnsOfText, plainColumn, showTerm } from '../termText.ts';
import type { Advice } from './advice.ts';

/** With more levels a table of coefficients cannot be read, and a grouping is meant in most cases. */
const manyLevels = 15;

/** What is to be said about the fixed part. */
export function advisePredictors(draft: ModelDraft, facts: Facts): Advice[] {
  return [
    ...draft.fixedTerms.flatMap((term) => [
      ...adviseVariables(term, draft, facts),
      ...adviseMargins(term, draft),
    ]),
    ...adviseCollinear(draft, facts),
  ];
}

function adviseVariables(term: DraftTerm, draft: ModelDraft, facts: Facts): Advice[] {
  if (term.length > 1) return [];
  const [text] = term;
  return columnsOfText(text).flatMap((column): Advice[] => {
    const variable = variableNamed(column, facts);
    if (variable === undefined) return [];
    const found = (
      code: string,
      severity: Advice['severity'],
      lead: string,
      rest: string,
      fixes: readonly Fix[],
    ): Advice[] => [{ code, severity, place: { kind: 'term', term }, lead, rest, fixes }];
    const take: Fix = {
      button: `Remove ${column}`,
      change: change(removed(column, draft), `Remove ${column} from predictors`),
    };
    const group = useAsGrouping(column, draft);
    if (plainColumn(text) === null && !isNumeric(variable)) {
      return found(
        'function-not-numeric',
        'impossible',
        `${text} needs numbers`,
        `, but ${column} holds categories.`,
        [take],
      );
    }
    if (variable.type === 'id') {
      return found(
        'id-as-predictor',
        'impossible',
        `${column} tells units apart`,
        ' and cannot be compared as a predictor; as a grouping it can.',
        [...group, take],
      );
    }
    if (rowsUsed(facts) > 0 && (nValues(variable) <= 1 || facts.structure?.constant.includes(column))) {
      return found(
        'predictor-constant',
        isNumeric(variable) ? 'unwise' : 'impossible',
        `${column} never changes`,
        ' in the rows used, so it cannot explain anything.',
        [take],
      );
    }
    if (!isNumeric(variable) && nValues(variable) > manyLevels) {
      return found(
        'many-levels',
        'unwise',
        `${column} has ${formatCount(nValues(variable))} levels`,
        `, which take ${formatCount(nValues(variable) - 1)} coefficients; as a grouping they take one variance.`,
        group,
      );
    }
    return [];
  });
}

function removed(column: string, draft: ModelDraft): ModelDraft {
  return { ...draft, fixedTerms: draft.fixedTerms.filter((term) => !columnsOfTerm(term).includes(column)) };
}

function useAsGrouping(column: string, draft: ModelDraft): Fix[] {
  const without = removed(column, draft);
  const added = addGrouping(without, column);
  const result = added.kind === 'change' ? added.draft : without; // it is a grouping already
  return [
    { button: 'Use it as grouping', change: change(result, `Use ${column} as grouping, not as predictor`) },
  ];
}

/** Interactions and squares without what they build on. */
function adviseMargins(term: DraftTerm, draft: ModelDraft): Advice[] {
  const mains = term.length > 1 ? term.map((text) => [text]) : columnsBehindSquare(term);
  const missing = mains.filter((main) => !hasTerm(draft, main));
  if (missing.length === 0) return [];
  const names = joinWords(missing.map(showTerm));
  return [
    {
      code: 'margin-missing',
      severity: 'unwise',
      place: { kind: 'term', term },
      lead: `${showTerm(term)} stands without ${names}`,
      rest: ', so that what it says depends on where the zero of the variables lies.',
      fixes: [
        {
          button: `Add ${names}`,
          change: change(
            { ...draft, fixedTerms: [...missing, ...draft.fixedTerms] },
            `Add ${names} to predictors`,
          ),
        },
      ],
    },
  ];
}

function columnsBehindSquare(term: DraftTerm): DraftTerm[] {
  return columnsOfTerm(term)
    .map((column): DraftTerm => [quoteName(column)])
    .filter((main) => buildsOn(term, main));
}

function adviseCollinear(draft: ModelDraft, facts: Facts): Advice[] {
  const collinear = facts.structure?.collinear ?? [];
  const told = new Set<string>();
  return collinear.flatMap(({ variable, by, vif }): Advice[] => {
    const key = termKey([variable, ...by]);
    const term = draft.fixedTerms.find((own) => own.length === 1 && plainColumn(own[0]) === variable);
    if (term === undefined || told.has(key)) return [];
    told.add(key);
    const exact = !Number.isFinite(vif);
    const fixes = exact
      ? [
          {
            button: `Remove ${variable}`,
            change: change(removed(variable, draft), `Remove ${variable} from predictors`),
          },
        ]
      : [];
    return [
      {
        code: 'collinear',
        severity: 'unwise',
        place: { kind: 'term', term },
        lead: `${variable} says ${exact ? 'exactly' : 'nearly'} the same as ${joinWords(by)}`,
        rest: exact
          ? ': their effects cannot be told apart, and one coefficient would be left out.'
          : `: their effects can hardly be told apart (variance inflation ${formatSignificant(vif, 2)}).`,
        fixes,
      },
    ];
  });
}
