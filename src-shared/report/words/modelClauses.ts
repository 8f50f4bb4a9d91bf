import { plural } from './plural.ts';
import { joinWords } from './lists.ts';

/** More effects of one grouping than this are counted rather than named. */
const maxEffects = 3;

/** `Reaction depends on Days and dose, with the interaction Days × dose`. All names as shown. */
export function dependsClause(
  response: string,
  main: readonly string[],
  interactions: readonly (readonly string[])[],
): string {
  if (main.length === 0) return `${response} varies around one average`;
  const shown = interactions.map((variables) => variables.join(' × '));
  const noun = interactions.length === 1 ? 'the interaction' : 'the interactions';
  const including = shown.length === 0 ? '' : `, with ${noun} ${joinWords(shown)}`;
  return `${response} depends on ${joinWords(main)}${including}`;
}

/** `their level and in the effect of Days, which may be correlated`: what the levels of a grouping differ in. */
export function whatDiffers(effects: readonly string[], correlated: boolean): string {
  const ending = correlated ? ', which may be correlated' : ', taken as uncorrelated';
  if (effects.length < 2) return joinWords(effects);
  if (effects.length > maxEffects) return `${effects[0]} and ${effects.length - 1} further effects${ending}`;
  return `${joinWords(effects.map((effect, i) => (i === 0 ? effect : `in ${effect}`)))}${ending}`;
}

/** `subjects differ in their level`; groupings that differ in the same things share a clause. */
export function differClauses(
  groupings: readonly { readonly several: string; readonly what: string }[],
): string[] {
  const byWhat = new Map<string, string[]>();
  for (const { several, what } of groupings) byWhat.set(what, [...(byWhat.get(what) ?? []), several]);
  return [...byWhat].map(([what, several]) => `${joinWords(several)} differ in ${what}`);
}

export const independentRows = 'all rows are taken as independent';

export function weightsClause(weights: string): string {
  return `rows weigh as ${weights} says`;
}

/**
 * Several levels of a grouping in running text: `subjects`, `casks within batches`, `casks within Batch no`,
 * `values of s`.
 *
 * @param variables names of its columns as shown, the innermost first
 * @param nested whether the inner ones lie within the outer ones
 */
export function severalOf(variables: readonly string[], nested: boolean): string {
  const plurals = variables.map(plural);
  if (variables.length === 1) return plurals[0] ?? `values of ${variables[0]}`;
  if (nested) {
    const outer = plurals.every((word) => word !== null) ? plurals : variables;
    return [plurals[0] ?? `values of ${variables[0]}`, ...outer.slice(1)].join(' within ');
  }
  return `combinations of ${joinWords(variables)}`;
}
