import { quoteName } from '../../formula/names.ts';
import type { Column } from '../../model/dataset.ts';

/** One variable's part of a coefficient: a level of a factor, or a numeric expression. */
export type CoefficientPart =
  | { readonly kind: 'level'; readonly variable: string; readonly level: string }
  | { readonly kind: 'covariate'; readonly expression: string };

/**
 * Takes R's name of a column of X apart: `recipeB:temperature185` into two levels, `wt:gear4` into a covariate
 * and a level. Names and levels may themselves hold colons, so every way is tried in turn.
 *
 * @returns the parts, empty for the intercept; null where the name cannot be read
 */
export function coefficientParts(name: string, columns: readonly Column[]): CoefficientPart[] | null {
  return name === '(Intercept)' ? [] : partsFrom(name, columns);
}

function partsFrom(rest: string, columns: readonly Column[]): CoefficientPart[] | null {
  for (const [part, length] of candidates(rest, columns)) {
    if (length === rest.length) return [part];
    if (rest[length] !== ':') continue;
    const others = partsFrom(rest.slice(length + 1), columns);
    if (others !== null) return [part, ...others];
  }
  return null;
}

/** What the text may begin with, longest first. */
function candidates(rest: string, columns: readonly Column[]): (readonly [CoefficientPart, number])[] {
  const found: (readonly [CoefficientPart, number])[] = [];
  for (const column of columns) {
    for (const name of new Set([column.name, quoteName(column.name), `\`${column.name}\``])) {
      if (!rest.startsWith(name)) continue;
      if (column.kind === 'numeric') {
        found.push([{ kind: 'covariate', expression: column.name }, name.length]);
        continue;
      }
      for (const level of column.levels) {
        if (!rest.startsWith(level, name.length)) continue;
        found.push([{ kind: 'level', variable: column.name, level }, name.length + level.length]);
      }
    }
  }
  const expression = callAt(rest);
  if (expression !== null) found.push([{ kind: 'covariate', expression }, expression.length]);
  return found.sort((a, b) => b[1] - a[1]);
}

/** `log(dose)`, `I(x^2)`: a function call at the start of the text, with balanced brackets. */
function callAt(text: string): string | null {
  if (!/^[A-Za-z.][A-Za-z0-9._]*\(/.test(text)) return null;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return text.slice(0, i + 1);
  }
  return null;
}
