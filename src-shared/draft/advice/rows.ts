import { exclusionColumns } from '../../model/exclusion.ts';
import type { ModelDraft } from '../../model/modelDraft.ts';
import { formatCount } from '../../report/numbers.ts';
import { joinWords } from '../../report/words/lists.ts';
import { change } from '../commands/command.ts';
import { withoutColumn } from '../commands/withoutColumn.ts';
import { variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { columnsOfText } from '../termText.ts';
import { residualColumns, usedColumns } from '../usedColumns.ts';
import type { Advice } from './advice.ts';

/** Columns named that do not exist, and rows that will be left out. */
export function adviseRows(draft: ModelDraft, facts: Facts): Advice[] {
  const used = usedColumns(draft);
  // A row without a value of these stays: they only say which rows go.
  const unknown = [...new Set([...used, ...exclusionColumns(draft.exclude)])].filter(
    (column) => variableNamed(column, facts) === undefined,
  );
  const inOutcome = draft.response === null ? [] : columnsOfText(draft.response);
  const advice = unknown.map((column): Advice => {
    const kind = inOutcome.includes(column)
      ? 'outcome'
      : residualColumns(draft.residual).includes(column)
        ? 'residual'
        : 'predictors';
    const left = withoutColumn(draft, column).draft;
    const draftWithout = kind === 'outcome' ? { ...left, response: null } : left;
    return {
      code: 'unknown-column',
      severity: 'impossible',
      place: { kind },
      lead: `The data have no variable ${column}`,
      rest: '; check its spelling and capitals in the formula.',
      fixes: [{ button: 'Take it out', change: change(draftWithout, `Take ${column} out of the model`) }],
    };
  });
  const missing = used.flatMap((column) => {
    const count = variableNamed(column, facts)?.missing ?? 0;
    return count > 0 ? [`${column} in ${formatCount(count)}`] : [];
  });
  const { structure, nRows } = facts;
  const dropped = structure === null ? 0 : nRows - structure.nRows;
  if (missing.length === 0 || dropped <= 0) return advice;
  const all = dropped === nRows;
  const share = all
    ? `All ${formatCount(nRows)} rows`
    : `${formatCount(dropped)} of ${formatCount(nRows)} rows`;
  return [
    ...advice,
    {
      code: 'missing-rows',
      severity: all ? 'impossible' : dropped * 2 > nRows ? 'unwise' : 'hint',
      place: { kind: 'predictors' },
      lead: `${share} will be left out`,
      rest: ` because of missing values: ${joinWords(missing)}.`,
      fixes: [],
    },
  ];
}
