import type { ModelDraft } from '../model/modelDraft.ts';
import { columnsOfText } from './termText.ts';

/** All columns that a model reads, each once: rows where one of them is missing are left out. */
export function usedColumns(draft: ModelDraft): readonly string[] {
  const slopes = draft.groupings.flatMap(({ blocks }) => blocks.flatMap(({ terms }) => terms));
  const texts = [draft.response ?? [], draft.fixedTerms, slopes].flat(2);
  const optional = [draft.weights, draft.offset].filter((name) => name !== null);
  const factors = draft.groupings.flatMap((grouping) => grouping.factors);
  return [
    ...new Set([
      ...texts.flatMap(columnsOfText),
      ...factors,
      ...optional,
      ...residualColumns(draft.residual),
    ]),
  ];
}

/** The columns that a residual structure reads. */
export function residualColumns(residual: ModelDraft['residual']): readonly string[] {
  if (residual === undefined) return [];
  const { subject, time, group, heterogeneousBy } = residual;
  return [...subject, time, group, heterogeneousBy].filter((name) => name !== undefined);
}
