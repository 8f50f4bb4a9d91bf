import type { FitResult } from '../../model/fitResult.ts';
import { splitTerm, type Names } from './names.ts';
import { severalOf } from './modelClauses.ts';

/** How groupings and their random effects are called. Group names are lme4's (`cask:batch`, `Subject.1`). */
export interface GroupNames {
  /** `Subject`, `cask within batch`, `Variety × Block`. */
  readonly title: (group: string) => string;
  /** Several of them in running text: `subjects`, `casks within batches`, `values of s`. */
  readonly several: (group: string) => string;
  /** `level`, `effect of Days`, `level at Machine B`. */
  readonly effect: (group: string, term: string) => string;
  /** `their level`, `the effect of Days`: what clusters differ in. */
  readonly differIn: (group: string, term: string) => string;
  /** `Subject: effect of Days`. */
  readonly component: (group: string, term: string) => string;
  /** lme4's `Subject.1` is a further term on `Subject`. */
  readonly base: (group: string) => string;
}

export function makeGroupNames(result: FitResult, names: Names): GroupNames {
  const known = new Set(result.frame.columns.map((column) => column.name));
  const base = (group: string) => {
    const shorter = group.replace(/\.\d+$/, '');
    return !Object.hasOwn(result.nGroups, group) && Object.hasOwn(result.nGroups, shorter) ? shorter : group;
  };
  /** A grouping within others comes with one grouping for what it lies in. */
  const pieces = (group: string) => {
    const variables = splitTerm(base(group), known);
    const outer = variables.slice(1);
    const nested =
      outer.length > 0 &&
      Object.keys(result.nGroups).some((other) => sameSet(splitTerm(other, known), outer));
    return { variables: variables.map(names.variable), nested };
  };
  const title = (group: string) => {
    const { variables, nested } = pieces(group);
    return variables.join(nested ? ' within ' : ' × ');
  };
  const several = (group: string) => {
    const { variables, nested } = pieces(group);
    return severalOf(variables, nested);
  };
  /** Columns that include a factor's reference level stand for the levels, the others for differences from it. */
  const standsForLevel = (group: string, term: string) => {
    const parts = names.parts(term) ?? [];
    const reference = parts.map((part) => (part.kind === 'level' ? names.reference(part.variable) : null));
    return result.variance.some((row) => {
      if (row.kind !== 'variance' || row.term === null || base(row.group) !== base(group)) return false;
      const other = names.parts(row.term) ?? [];
      return (
        parts.length > 0 &&
        other.length === parts.length &&
        other.every((part, i) => {
          const own = parts[i];
          return (
            part.kind === 'level' &&
            own.kind === 'level' &&
            part.variable === own.variable &&
            part.level === reference[i]
          );
        })
      );
    });
  };
  const effect = (group: string, term: string) => {
    if (term === '(Intercept)') return 'level';
    return `${standsForLevel(group, term) ? 'level at' : 'effect of'} ${names.coefficient(term)}`;
  };
  const differIn = (group: string, term: string) =>
    `${term === '(Intercept)' ? 'their' : 'the'} ${effect(group, term)}`;
  return {
    base,
    title,
    several,
    effect,
    differIn,
    component: (group, term) => `${title(group)}: ${effect(group, term)}`,
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
