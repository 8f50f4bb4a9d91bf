import type { DfMethod } from '../model/modelSpec.ts';

/** Names of the ways to find degrees of freedom, as the middle of a sentence. */
export const dfName: Readonly<Record<DfMethod, string>> = {
  satterthwaite: 'Satterthwaite',
  residual: 'residual',
  asymptotic: 'asymptotic',
};
