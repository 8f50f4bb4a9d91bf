import type { DraftTerm } from '../model/modelDraft.ts';

/** Identifies a term whatever the order of its variables. */
export function termKey(term: DraftTerm): string {
  return JSON.stringify([...new Set(term)].sort());
}

/**
 * Terms as R orders them: by number of variables, variables in the order in which they first appear, none
 * twice. What a formula of these terms gives back when it is read again.
 */
export function canonicalTerms(terms: readonly DraftTerm[]): readonly DraftTerm[] {
  const distinct = terms.map((term) => [...new Set(term)]).sort((a, b) => a.length - b.length);
  const order = new Map<string, number>();
  for (const variable of distinct.flat()) if (!order.has(variable)) order.set(variable, order.size);
  const place = (variable: string): number => order.get(variable) ?? 0;
  const sorted = distinct.map((term) => term.sort((a, b) => place(a) - place(b)));
  return [...new Map(sorted.map((term) => [termKey(term), term])).values()];
}
