import type { Column, Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';

/** Rows that are written at once. */
const CHUNK = 1000;

/**
 * The data with what a model says of each row, as comma-separated text (RFC 4180): `fitted` (fixed and random part), `population`
 * (fixed part only; where there is a random part), `residual`, and `scaled_residual` where the residuals have a structure. Rows that
 * were not used, and missing cells, are empty; numbers are in full.
 */
export function* rowsTable({ nRows, columns }: Dataset, result: FitResult): Generator<string> {
  const own = new Set(columns.map(({ name }) => name));
  const { fitted, population, residuals, scaledResiduals, ranef } = result;
  const added: [name: string, values: Float64Array][] = [
    ['fitted', fitted],
    ...(ranef.length === 0 ? [] : [['population', population] as [string, Float64Array]]),
    ['residual', residuals],
    ...(scaledResiduals === undefined
      ? []
      : [['scaled_residual', scaledResiduals] as [string, Float64Array]]),
  ];
  const cells = [
    ...columns.map(cellsOf),
    ...added.map(([, values]) => {
      const whole = new Float64Array(nRows).fill(NaN);
      result.frame.rows.forEach((row, at) => {
        whole[row] = values[at];
      });
      return (row: number) => numberCell(whole[row]);
    }),
  ];
  const names = [...columns.map(({ name }) => name), ...added.map(([name]) => freeName(name, own))];
  yield `${names.map(quoted).join(',')}\r\n`;
  for (let from = 0; from < nRows; from += CHUNK) {
    let text = '';
    for (let row = from; row < Math.min(from + CHUNK, nRows); row++) {
      text += `${cells.map((cell) => cell(row)).join(',')}\r\n`;
    }
    yield text;
  }
}

function cellsOf(column: Column): (row: number) => string {
  if (column.kind === 'numeric') return (row) => numberCell(column.values[row]);
  const levels = column.levels.map(quoted);
  return (row) => (column.codes[row] < 0 ? '' : levels[column.codes[row]]);
}

function numberCell(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The name, or where a column of the data has it, the name with a mark. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
