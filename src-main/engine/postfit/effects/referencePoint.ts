import type { Column } from '../../../../src-shared/model/dataset.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';

/** Values of the predictors at which the model is evaluated. */
export interface ReferencePoint {
  readonly numbers: ReadonlyMap<string, number>;
  /** Codes of levels over which the model is averaged, with equal weights. */
  readonly levels: ReadonlyMap<string, readonly number[]>;
}

/** Every number at its mean over the observations, every factor averaged over its levels. */
export function centralPoint(frame: ModelFrame): ReferencePoint {
  const numbers = new Map<string, number>();
  const levels = new Map<string, readonly number[]>();
  for (const column of frame.columns) {
    if (column.kind === 'numeric') numbers.set(column.name, mean(column.values));
    else levels.set(column.name, [...column.levels.keys()]);
  }
  return { numbers, levels };
}

/** The point with some variables at other values. */
export function movedPoint(
  point: ReferencePoint,
  numbers: Iterable<readonly [string, number]>,
  levels: Iterable<readonly [string, readonly number[]]>,
): ReferencePoint {
  return {
    numbers: new Map([...point.numbers, ...numbers]),
    levels: new Map([...point.levels, ...levels]),
  };
}

export function mean(values: Float64Array): number {
  let result = 0;
  for (let i = 0; i < values.length; i++) result += (values[i] - result) / (i + 1);
  return result;
}

/** What can be evaluated at other values of its variables: a fixed or a random design. */
export interface Evaluable {
  evaluate(columns: readonly Column[], nRows: number): Float64Array;
}

/**
 * Rows of a design at some points, each averaged over the combinations of levels of the given factors. Other factors
 * stand at the first level of their list.
 *
 * @param width number of columns of the design.
 * @returns one row of length `width` per point.
 */
export function averagedRows(
  design: Evaluable,
  width: number,
  frameColumns: readonly Column[],
  points: readonly ReferencePoint[],
  factors: readonly string[],
): Float64Array[] {
  const sizes = points.map(({ levels }) =>
    factors.reduce((product, name) => product * levels.get(name)!.length, 1),
  );
  const nRows = sizes.reduce((sum, size) => sum + size, 0);
  const columns = frameColumns.map((column): Column => {
    if (column.kind === 'numeric') {
      const values = new Float64Array(nRows);
      let row = 0;
      points.forEach(({ numbers }, i) => {
        values.fill(numbers.get(column.name)!, row, (row += sizes[i]));
      });
      return { ...column, values };
    }
    const codes = new Int32Array(nRows);
    const position = factors.indexOf(column.name);
    let row = 0;
    points.forEach(({ levels }, i) => {
      const own = levels.get(column.name)!;
      // The first factor varies fastest.
      const repeats = factors
        .slice(0, position)
        .reduce((product, name) => product * levels.get(name)!.length, 1);
      for (let cell = 0; cell < sizes[i]; cell++) {
        codes[row++] = position < 0 ? own[0] : own[Math.floor(cell / repeats) % own.length];
      }
    });
    return { ...column, codes };
  });
  const X = design.evaluate(columns, nRows);
  let row = 0;
  return sizes.map((size) => {
    const average = new Float64Array(width);
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let cell = 0; cell < size; cell++) sum += X[j * nRows + row + cell];
      average[j] = sum / size;
    }
    row += size;
    return average;
  });
}
