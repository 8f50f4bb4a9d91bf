import type { Term } from '../../../src-shared/formula/terms.ts';

/**
 * The terms that can be dropped on their own: those whose variables are not all in another term (R's `drop.scope`).
 * Without one of the others the interactions that contain it would take over its meaning.
 */
export function dropScope(terms: readonly Term[]): Term[] {
  return terms.filter((term) => !terms.some((other) => other !== term && containsAll(other, term)));
}

/** Whether every variable of a term is in another one as well. */
export function containsAll(outer: Term, inner: Term): boolean {
  const names = new Set(outer.variables.map(({ name }) => name));
  return inner.variables.every(({ name }) => names.has(name));
}
