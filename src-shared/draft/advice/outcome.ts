import type { ModelDraft } from '../../model/modelDraft.ts';
import { formatCount, formatTick } from '../../report/numbers.ts';
import { change } from '../commands/command.ts';
import { setOutcomeFunction } from '../commands/outcome.ts';
import { withoutColumn } from '../commands/withoutColumn.ts';
import { isNumeric, nValues, rowsUsed, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { columnsOfText } from '../termText.ts';
import type { Advice } from './advice.ts';

/** What is to be said about the outcome. */
export function adviseOutcome(draft: ModelDraft, facts: Facts): Advice[] {
  const { response } = draft;
  if (response === null) return [];
  const place = { kind: 'outcome' } as const;
  const advice: Advice[] = [];
  for (const column of columnsOfText(response)) {
    const variable = variableNamed(column, facts);
    if (variable === undefined) continue; // told as an unknown column
    const add = (
      code: string,
      severity: Advice['severity'],
      lead: string,
      rest: string,
      fixes: Advice['fixes'] = [],
    ) => advice.push({ code, severity, place, lead, rest, fixes });
    const { summary } = variable;
    if (!isNumeric(variable)) {
      const what =
        variable.type === 'id'
          ? 'it tells units apart'
          : `it has ${formatCount(nValues(variable))} categories`;
      add(
        'outcome-not-numeric',
        'impossible',
        `${column} is not a number`,
        `: ${what}, and a linear model needs a number as its outcome.`,
      );
    } else if (
      rowsUsed(facts) > 0 &&
      (nValues(variable) <= 1 || facts.structure?.constant.includes(column))
    ) {
      add(
        'outcome-constant',
        'impossible',
        `${column} never changes`,
        ' in the rows used, so there is nothing to explain.',
      );
    } else if (nValues(variable) === 2) {
      add(
        'outcome-two-values',
        'unwise',
        `${column} has only two different values`,
        ': a linear model describes an amount, not a yes or no.',
      );
    }
    if (summary.kind === 'numeric' && /^(log|log2|log10)\(/.test(response) && summary.min <= 0) {
      add(
        'outcome-log-not-positive',
        'unwise',
        `${response} needs positive values`,
        `, but the smallest ${column} is ${formatTick(summary.min)}; rows at or below 0 are left out.`,
        [{ button: `Model ${column} as it is`, change: setOutcomeFunction(draft, null) }],
      );
    }
    const other = withoutColumn(draft, column);
    if (other.roles.length > 0) {
      add(
        'outcome-as-predictor',
        'impossible',
        `${column} is the outcome and also ${other.roles.join(' and ')}`,
        '; an outcome cannot explain itself.',
        [
          {
            button: 'Keep it as outcome only',
            change: change(other.draft, `Keep ${column} as outcome only`),
          },
        ],
      );
    }
  }
  return advice;
}
