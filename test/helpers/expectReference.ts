import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Person } from './person.ts';
import { expectShown } from './shownNumber.ts';

interface Expected {
  readonly minus2LogLik: number;
  readonly fixedSatterthwaite: readonly Record<'estimate' | 'se' | 'df' | 't', number>[];
  readonly variance: readonly {
    readonly group: string;
    readonly term: string | null;
    readonly variance?: number;
    readonly sd?: number;
    readonly correlation?: number;
  }[];
}

/** What R found for a model of test/reference/cases. */
function referenceOf(name: string): Expected {
  const url = new URL(`../reference/cases/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { expected: Expected }).expected;
}

/**
 * Fails unless the tables of the results show R's numbers.
 *
 * @param components the names of the variance components on the screen, in R's order
 */
export async function expectReference(
  person: Person,
  name: string,
  components: readonly string[],
): Promise<void> {
  const { fixedSatterthwaite, variance } = referenceOf(name);
  const fixed = await person.table(/^Coefficients/);
  expect(fixed).toHaveLength(fixedSatterthwaite.length);
  fixedSatterthwaite.forEach(({ estimate, se, df, t }, i) => {
    const [, shownEstimate, shownSe, , shownDf, shownT] = fixed[i];
    expectShown(shownEstimate, estimate);
    expectShown(shownSe, se);
    expectShown(shownDf, df);
    expectShown(shownT, t);
  });
  const rows = new Map((await person.table(/^Variance components/)).map((row) => [row[0], row]));
  expect([...rows.keys()].sort()).toEqual([...components].sort());
  variance.forEach((component, i) => {
    const [, shownVariance, shownSd, shownCorrelation] = rows.get(components[i]) ?? [];
    if (component.correlation === undefined) {
      expectShown(shownVariance, component.variance ?? NaN);
      expectShown(shownSd, component.sd ?? NaN);
    } else {
      expectShown(shownCorrelation, component.correlation);
    }
  });
}
