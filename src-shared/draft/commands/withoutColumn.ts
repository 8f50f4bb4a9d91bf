import { exclusionColumns } from '../../model/exclusion.ts';
import type { ModelDraft } from '../../model/modelDraft.ts';
import { columnsOfTerm } from '../termText.ts';
import { withExclusions } from './exclude.ts';
import { withoutResidualColumn, withResidual } from './residual.ts';

/** The draft without a column in any other role than the outcome, with the roles it had in words. */
export function withoutColumn(
  draft: ModelDraft,
  column: string,
): { readonly draft: ModelDraft; readonly roles: readonly string[] } {
  const roles: string[] = [];
  const reads = (term: readonly string[]): boolean => columnsOfTerm(term).includes(column);
  if (draft.groupings.some(({ factors }) => factors.includes(column))) roles.push('a grouping');
  const slopes = draft.groupings.flatMap(({ blocks }) => blocks.flatMap(({ terms }) => terms));
  if ([...draft.fixedTerms, ...slopes].some(reads)) roles.push('a predictor');
  if (draft.weights === column) roles.push('the weight');
  if (draft.offset === column) roles.push('the offset');
  const { residual } = draft;
  if (residual?.subject.includes(column)) roles.push('a unit measured repeatedly');
  if (residual?.time === column) roles.push('the order or time of the residuals');
  if (residual?.group === column || residual?.heterogeneousBy === column) {
    roles.push('what the residuals differ by');
  }
  const exclude = draft.exclude ?? [];
  const kept = exclude.filter((exclusion) => !exclusionColumns([exclusion]).includes(column));
  if (kept.length < exclude.length) roles.push('a choice of rows to leave out');
  return {
    roles,
    draft: {
      ...withResidual(
        withExclusions(draft, kept),
        residual === undefined ? undefined : withoutResidualColumn(residual, column),
      ),
      fixedTerms: draft.fixedTerms.filter((term) => !reads(term)),
      groupings: draft.groupings
        .filter(({ factors }) => !factors.includes(column))
        .map(({ factors, blocks }) => ({
          factors,
          blocks: blocks.map((block) => ({ ...block, terms: block.terms.filter((term) => !reads(term)) })),
        })),
      weights: draft.weights === column ? null : draft.weights,
      offset: draft.offset === column ? null : draft.offset,
    },
  };
}
