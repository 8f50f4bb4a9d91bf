import type { Effect } from '../../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { Estimates } from '../../inference/estimates.ts';
import { testContrast } from '../../inference/tests.ts';
import type { Axes, CurveValue } from './axes.ts';
import { fixedRows, type ColumnUse } from './fixedRows.ts';
import { movedPoint, type ReferencePoint } from './referencePoint.ts';

/** Points of a curve over a continuous variable: enough for its band to look curved. */
const pointsPerCurve = 25;

/**
 * The curves of a term with pointwise bands. Each curve spans the values of x that occur with its combination of
 * levels; points that the data do not determine are left out, and so are curves without points.
 *
 * @param offset added to every value.
 * @param level confidence level of the bands.
 */
export function effectCurves(
  frame: ModelFrame,
  use: ColumnUse,
  estimates: Estimates,
  axes: Axes,
  centre: ReferencePoint,
  offset: number,
  level: number,
): Effect['curves'] {
  const { x, combinations } = axes;
  return combinations.flatMap((combination) => {
    const at = (value: number): ReferencePoint => {
      const numbers: [string, number][] = [];
      const levels: [string, number[]][] = [];
      for (const { variable, value: fixed } of [...combination, { variable: x.name, value }]) {
        if (centre.numbers.has(variable)) numbers.push([variable, fixed]);
        else levels.push([variable, [fixed]]);
      }
      return movedPoint(centre, numbers, levels);
    };
    const positions =
      x.kind === 'categorical'
        ? [...x.levels.keys()]
        : evenly(rangeOf(frame, x.values, combination), pointsPerCurve);
    const rows = fixedRows(frame, use, positions.map(at));
    const points = rows.flatMap((row, i) =>
      row === null ? [] : [{ at: positions[i], ...testContrast(estimates, row, level) }],
    );
    if (points.length === 0) return [];
    return [
      {
        by: combination.map(({ variable, text }) => ({ variable, value: text })),
        x:
          x.kind === 'categorical'
            ? points.map((point) => x.levels[point.at])
            : points.map((point) => point.at),
        estimate: points.map((point) => point.estimate + offset),
        lower: points.map((point) => point.lower + offset),
        upper: points.map((point) => point.upper + offset),
      },
    ];
  });
}

/** Smallest and largest value among the rows with these levels; among all rows if there are none. */
function rangeOf(
  frame: ModelFrame,
  values: Float64Array,
  combination: readonly CurveValue[],
): readonly [number, number] {
  const conditions = combination.flatMap(({ variable, value }) => {
    const column = frame.columns.find(({ name }) => name === variable)!;
    return column.kind === 'categorical' ? [{ codes: column.codes, value }] : [];
  });
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (!conditions.every(({ codes, value }) => codes[i] === value)) continue;
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return low <= high ? [low, high] : rangeOf(frame, values, []);
}

/** `count` numbers from low to high with equal distances; one number if the two are equal. */
export function evenly([low, high]: readonly [number, number], count: number): number[] {
  if (low === high) return [low];
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}
