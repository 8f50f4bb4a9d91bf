import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { rowsTable } from '../../../src-main/exporters/rowsTable.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { FitResult } from '../../../src-shared/model/fitResult.ts';

const data: Dataset = {
  name: 'd.csv',
  nRows: 4,
  columns: [
    { kind: 'numeric', name: 'fitted', type: 'continuous', values: Float64Array.of(1 / 3, NaN, -2e-300, 4) },
    {
      kind: 'categorical',
      name: 'a "b",\nc',
      type: 'nominal',
      codes: Int32Array.of(0, 1, -1, 2),
      levels: ['=1+1', 'x, y', 'line\r\nend'],
    },
  ],
};

function table(result: Partial<FitResult>): string[][] {
  const text = [...rowsTable(data, result as FitResult)].join('');
  return Papa.parse<string[]>(text, { newline: '\r\n', skipEmptyLines: true }).data;
}

it('gives every row of the data with what the model says of it, in full', () => {
  const rows = table({
    frame: { rows: Int32Array.of(3, 0) } as FitResult['frame'],
    ranef: [{}] as unknown as FitResult['ranef'],
    fitted: Float64Array.of(3.5, 0.1 + 0.2),
    population: Float64Array.of(3, 0.25),
    residuals: Float64Array.of(0.5, -0.125),
    scaledResiduals: Float64Array.of(1.5, -1),
  });
  // A column of the data keeps its name.
  expect(rows[0]).toEqual(['fitted', 'a "b",\nc', 'fitted_', 'population', 'residual', 'scaled_residual']);
  expect(rows.slice(1)).toEqual([
    [String(1 / 3), '=1+1', '0.30000000000000004', '0.25', '-0.125', '-1'],
    ['', 'x, y', '', '', '', ''],
    ['-2e-300', '', '', '', '', ''],
    ['4', 'line\r\nend', '3.5', '3', '0.5', '1.5'],
  ]);
});

it('leaves out what is the same, or not there', () => {
  const [names] = table({
    frame: { rows: Int32Array.of(0) } as FitResult['frame'],
    ranef: [],
    fitted: Float64Array.of(1),
    population: Float64Array.of(1),
    residuals: Float64Array.of(0),
  });
  expect(names.slice(2)).toEqual(['fitted_', 'residual']);
});
