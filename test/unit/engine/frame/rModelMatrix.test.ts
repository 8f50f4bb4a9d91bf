import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildModelFrame } from '../../../../src-main/engine/frame/buildModelFrame.ts';
import type { Column, Dataset } from '../../../../src-shared/model/dataset.ts';
import { dataset, numeric, readData, spec } from './tables.ts';

interface Reference {
  readonly mixed: Record<
    string,
    { values: (number | null)[]; levels?: undefined } | { codes: number[]; levels: string[] }
  >;
  readonly factors: Record<string, Record<string, string[]>>;
  readonly cases: readonly {
    data: string;
    formula: string;
    n: number;
    terms: string[];
    order: number[];
    names: string[];
    assign: number[];
    rows: number[];
    X: number[][];
    sums: number[];
    ySum: number;
    random: { group: string; levels: string[]; codes: number[]; names: string[]; zSums: number[] }[];
    nTheta: number;
  }[];
}

// made by r-model-matrix.R beside it
const reference = JSON.parse(
  readFileSync(new URL('r-model-matrix.json', import.meta.url), 'utf8'),
) as Reference;

function loadData(name: string): Dataset {
  if (name !== 'mixed') return readData(`${name}.csv`, reference.factors[name]);
  return dataset(
    ...Object.entries(reference.mixed).map(([column, entry]): Column => {
      if (entry.levels === undefined) return numeric(column, entry.values);
      const codes = Int32Array.from(entry.codes);
      return { kind: 'categorical', name: column, type: 'nominal', codes, levels: entry.levels };
    }),
  );
}

/** Sums weighted by row number, so that a change of order shows. */
function rowWeightedSums(M: Float64Array, n: number): number[] {
  return Array.from({ length: M.length / n }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (i + 1) * M[j * n + i];
    return sum;
  });
}

function expectClose(actual: readonly number[], wanted: readonly number[]): void {
  expect(actual.length).toBe(wanted.length);
  // the fixture carries 15 digits
  actual.forEach((value, i) => {
    expect(Math.abs(value - wanted[i])).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(wanted[i])));
  });
}

describe.each(reference.cases)('$data: $formula', (wanted) => {
  const frame = buildModelFrame(loadData(wanted.data), spec(wanted.formula));
  const { fixed, random, n } = frame;

  test('fixed part as model.matrix', () => {
    expect(n).toBe(wanted.n);
    expect(fixed.names).toEqual(wanted.names);
    expect([...fixed.assign]).toEqual(wanted.assign);
    expect(fixed.terms.map((term) => term.name)).toEqual(wanted.terms);
    expect(fixed.terms.map((term) => term.order)).toEqual(wanted.order);
    wanted.rows.forEach((row, at) => {
      expectClose(
        wanted.names.map((_, j) => fixed.X[j * n + row]),
        wanted.X[at],
      );
    });
    expectClose(rowWeightedSums(fixed.X, n), wanted.sums);
    expectClose(rowWeightedSums(frame.y, n), [wanted.ySum]);
  });

  test('random part as lFormula', () => {
    const shape = ({
      group,
      levels,
      codes,
      names,
    }: {
      group: string;
      levels: readonly string[];
      codes: ArrayLike<number>;
      names: readonly string[];
    }) => ({
      group,
      levels,
      codes: Array.from(codes),
      names,
    });
    expect(random.map(shape)).toEqual(wanted.random.map(shape));
    random.forEach((term, t) => {
      expectClose(rowWeightedSums(term.Z, n), wanted.random[t].zSums);
    });
    expect(random.reduce((sum, { k }) => sum + (k * (k + 1)) / 2, 0)).toBe(wanted.nTheta);
  });

  test('designs evaluate to themselves on the used rows', () => {
    expect(fixed.evaluate(frame.columns, n)).toEqual(fixed.X);
    for (const term of random) expect(term.evaluate(frame.columns, n)).toEqual(term.Z);
  });
});
