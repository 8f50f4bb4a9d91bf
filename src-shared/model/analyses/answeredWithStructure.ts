import type { AnalysisKind } from './index.ts';

const kinds: ReadonlySet<AnalysisKind> = new Set<AnalysisKind>(['structures']);

/** Whether a kind of question can be asked of a model with a residual covariance structure. */
export function answeredWithStructure(kind: AnalysisKind): boolean {
  return kinds.has(kind);
}
