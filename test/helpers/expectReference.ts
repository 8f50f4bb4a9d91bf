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
 * Fails unless the table of coefficients shows R's numbers.
 *
 * @param distance how far R's optimiser ended from its optimum: error of coefficients in standard errors, relative error of
 * standard errors and degrees of freedom
 */
export async function expectCoefficients(person: Person, name: string, distance = 0): Promise<void> {
  const { fixedSatterthwaite } = referenceOf(name);
  const fixed = await person.table(/^Coefficients/);
  expect(fixed).toHaveLength(fixedSatterthwaite.length);
  fixedSatterthwaite.forEach(({ estimate, se, df, t }, i) => {
    const [, shownEstimate, shownSe, , shownDf, shownT] = fixed[i];
    expectShown(shownEstimate, estimate, distance * se);
    expectShown(shownSe, se, distance * se);
    expectShown(shownDf, df, distance * df);
    expectShown(shownT, t, distance);
  });
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
  const { variance } = referenceOf(name);
  await expectCoefficients(person, name);
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
