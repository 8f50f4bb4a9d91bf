import { readFileSync, readdirSync } from 'node:fs';
import { analyse } from '../../src-main/engine/analyse.ts';
import { readFitFile } from '../../src-main/app/fitFile/readFitFile.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';

const folder = new URL('../reference/cases/', import.meta.url);

/** A reference case: its expected numbers, and its fit (made once per choice of options). */
export interface ReferenceCase<Expected> {
  readonly name: string;
  readonly expected: Expected;
  readonly fit: (changes?: Partial<ModelSpec>) => FitResult;
  /** The same model on changed data. */
  readonly fitOn: (change: (dataset: Dataset) => Dataset, changes?: Partial<ModelSpec>) => FitResult;
}

/** All cases whose file name starts with a prefix such as `lmer-`. */
export function referenceCases<Expected>(prefix: string): ReferenceCase<Expected>[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(prefix) && file.endsWith('.json'))
    .map((file) => loadCase<Expected>(file.slice(0, -'.json'.length)));
}

function loadCase<Expected>(name: string): ReferenceCase<Expected> {
  const url = new URL(`${name}.json`, folder);
  const { expected } = JSON.parse(readFileSync(url, 'utf8')) as { expected: Expected };
  const fits = new Map<string, FitResult>();
  let read: ReturnType<typeof readFitFile> | undefined;
  const fitOn = (change: (dataset: Dataset) => Dataset, changes: Partial<ModelSpec> = {}) => {
    const { dataset, spec } = readFitFile(url.pathname);
    return runToEnd(analyse(change(dataset), { ...spec, ...changes }));
  };
  const fit = (changes: Partial<ModelSpec> = {}) => {
    read ??= readFitFile(url.pathname);
    const spec = { ...read.spec, ...changes };
    const key = JSON.stringify(spec);
    const known = fits.get(key) ?? runToEnd(analyse(read.dataset, spec));
    fits.set(key, known);
    return known;
  };
  return { name, expected, fit, fitOn };
}
