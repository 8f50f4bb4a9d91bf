import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../../src-main/cli/runToEnd.ts';
import { analyse } from '../../../src-main/engine/analyse.ts';
import { exampleFile, exampleInfos, examples } from '../../../src-main/examples/examples.ts';
import { readCsv } from '../../../src-main/importers/csv/readCsv.ts';
import { draftOf, specOf } from '../../../src-shared/draft/specOf.ts';
import { modelSpecSchema } from '../../../src-shared/model/modelSpec.ts';

const data = new URL('../../../src-main/examples/data/', import.meta.url);

test('every data set is an example', () => {
  expect(examples.map(({ file }) => file).sort()).toEqual(readdirSync(data).sort());
  expect(new Set(exampleInfos.map(({ id }) => id)).size).toBe(examples.length);
});

describe.each(examples.map((example) => ({ example, id: example.id })))('$id', ({ example }) => {
  const { dataset, problems, warnings } = readCsv(
    readFileSync(exampleFile(example)),
    example.file,
    example.csvOptions,
  );

  test('is read as described', () => {
    expect([problems, warnings]).toEqual([[], []]);
    expect([dataset.nRows, dataset.columns.length]).toEqual([example.nRows, example.nVariables]);
    const names = dataset.columns.map(({ name }) => name);
    for (const described of [example.labels, example.units, example.csvOptions.columns ?? {}])
      expect(names).toEqual(expect.arrayContaining(Object.keys(described)));
    for (const sentence of [example.source, example.question]) expect(sentence).toMatch(/^[A-Z0-9].*[.?]$/);
  });

  test('its prepared model is what the builder shows, and fits', () => {
    const spec = modelSpecSchema.parse(example.model);
    expect(specOf(draftOf(spec))).toEqual(spec);
    const result = runToEnd(analyse(dataset, spec));
    expect(result.converged).toBe(true);
    expect(result.singular).toBe(example.id === 'dyestuff2');
  });
});
