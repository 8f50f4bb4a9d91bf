import { expandFormula } from '../../formula/expand.ts';
import { columnsOf } from '../../formula/expression.ts';
import { parseFormula } from '../../formula/parse.ts';
import type { MarginalMeans } from '../../model/analyses/means.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';

/**
 * That a factor interacts with what its means are not told apart by, so that one number stands for several:
 * `Recipe interacts with Temperature: its differences change with Temperature, and these are averages.` Empty where none does.
 */
export function interactionNotes({ factors, by }: MarginalMeans, { names, result }: ReportContext): string[] {
  const terms = expandFormula(parseFormula(result.formula)).fixedTerms.map(({ variables }) =>
    variables.flatMap(({ expression }) => columnsOf(expression)),
  );
  return factors.flatMap((factor) => {
    const together = terms.filter((columns) => columns.includes(factor)).flat();
    const others = [...new Set(together)].filter((name) => !factors.includes(name) && !by.includes(name));
    if (others.length === 0) return [];
    const isNumber = (name: string) =>
      result.frame.columns.some((column) => column.name === name && column.kind === 'numeric');
    const numbers = others.filter(isNumber).map(names.variable);
    const what = [
      ...(numbers.length < others.length ? ['are averages'] : []),
      ...(numbers.length > 0 ? [`hold at the mean of ${joinWords(numbers)}`] : []),
    ];
    const all = joinWords(others.map(names.variable));
    return [
      `${names.variable(factor)} interacts with ${all}: its differences change with ${all}, and these ${joinWords(what)}.`,
    ];
  });
}
