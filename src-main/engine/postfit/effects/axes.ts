import type { CategoricalColumn, Column, NumericColumn } from '../../../../src-shared/model/dataset.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { ReferencePoint } from './referencePoint.ts';
import type { TermVariables } from './termVariables.ts';

/** One value of a variable that tells curves apart. */
export interface CurveValue {
  readonly variable: string;
  /** For readers: the level, or the number and where it stands. */
  readonly text: string;
  /** A number, or the code of a level. */
  readonly value: number;
}

/** How a term is pictured. */
export interface Axes {
  readonly x: Column;
  /** The combinations of the term's other variables, one curve each. */
  readonly combinations: readonly (readonly CurveValue[])[];
  /** Variables of the term for which there were too many curves: held like those outside the term. */
  readonly leftOut: readonly string[];
}

/** More curves than these cannot be told apart. */
const mostCurves = 12;

/**
 * The horizontal axis is the covariate with most distinct values, or in a term of factors the factor with most levels.
 * Each of the other variables multiplies the curves, as long as there are no more than 12.
 */
export function axesOf(
  frame: ModelFrame,
  { factors, covariates }: TermVariables,
  centre: ReferencePoint,
): Axes {
  const find = (name: string): Column => frame.columns.find((column) => column.name === name)!;
  const numeric = covariates.map(find) as NumericColumn[];
  const categorical = factors.map(find) as CategoricalColumn[];
  const x: Column =
    numeric.length > 0
      ? largest(numeric, (column) => new Set(column.values).size)
      : largest(categorical, (column) => column.levels.length);

  let combinations: CurveValue[][] = [[]];
  const leftOut: string[] = [];
  for (const column of [...categorical, ...numeric]) {
    if (column === x) continue;
    const values = column.kind === 'numeric' ? threeNumbers(column, centre) : everyLevel(column);
    if (combinations.length * values.length > mostCurves) leftOut.push(column.name);
    else combinations = combinations.flatMap((combination) => values.map((value) => [...combination, value]));
  }
  return { x, combinations, leftOut };
}

function largest<T>(items: readonly T[], size: (item: T) => number): T {
  return items.reduce((best, item) => (size(item) > size(best) ? item : best));
}

function everyLevel({ name, levels }: CategoricalColumn): CurveValue[] {
  return levels.map((text, value) => ({ variable: name, text, value }));
}

/** A second covariate: its values if there are at most three, else its mean and one SD below and above. */
function threeNumbers({ name, values }: NumericColumn, centre: ReferencePoint): CurveValue[] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (distinct.length <= 3)
    return distinct.map((value) => ({ variable: name, text: shortNumber(value), value }));
  const mean = centre.numbers.get(name)!;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return [
    { variable: name, text: `${shortNumber(mean - sd)} (mean − 1 SD)`, value: mean - sd },
    { variable: name, text: `${shortNumber(mean)} (mean)`, value: mean },
    { variable: name, text: `${shortNumber(mean + sd)} (mean + 1 SD)`, value: mean + sd },
  ];
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
