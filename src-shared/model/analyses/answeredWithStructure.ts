import type { AnalysisKind } from './index.ts';

/** Models of random terms only: the simpler ones of a singular fit. */
const notAsked: ReadonlySet<AnalysisKind> = new Set<AnalysisKind>(['simplerModels']);

/** Whether a kind of question can be asked of a model with a residual covariance structure. */
export function answeredWithStructure(kind: AnalysisKind): boolean {
  return !notAsked.has(kind);
}
