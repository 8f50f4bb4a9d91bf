import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type {
  CategoricalColumn,
  Column,
  Dataset,
  NumericColumn,
} from '../../../../src-shared/model/dataset.ts';
import { modelSpecSchema } from '../../../../src-shared/model/modelSpec.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';

export function numeric(name: string, values: readonly (number | null)[]): NumericColumn {
  return { kind: 'numeric', name, type: 'continuous', values: Float64Array.from(values, (x) => x ?? NaN) };
}

/** Missing = null; levels in order of first appearance unless given. */
export function categorical(
  name: string,
  texts: readonly (string | null)[],
  levels: readonly string[] = [...new Set(texts)].filter((text) => text !== null),
  type: CategoricalColumn['type'] = 'nominal',
): CategoricalColumn {
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : levels.indexOf(text)));
  return { kind: 'categorical', name, type, codes, levels };
}

export function dataset(...columns: readonly Column[]): Dataset {
  const [first] = columns;
  const nRows = first.kind === 'numeric' ? first.values.length : first.codes.length;
  return { name: 'test', nRows, columns };
}

/** A file of src-main/examples/data; columns without levels are numbers. */
export function readData(file: string, levels: Readonly<Record<string, readonly string[]>>): Dataset {
  const text = readFileSync(new URL(`../../../../src-main/examples/data/${file}`, import.meta.url), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  return dataset(
    ...Object.keys(data[0]).map((name) => {
      const cells = data.map((row) => row[name]);
      return name in levels ? categorical(name, cells, levels[name]) : numeric(name, cells.map(Number));
    }),
  );
}

/** A spec with defaults; OLS unless the formula has a bar. */
export function spec(formula: string, more: Partial<ModelSpec> = {}): ModelSpec {
  return modelSpecSchema.parse({ formula, method: formula.includes('|') ? 'REML' : 'OLS', ...more });
}
