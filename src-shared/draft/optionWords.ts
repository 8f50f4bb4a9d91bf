import type { DfMethod } from '../model/modelSpec.ts';

/** Names of the ways to find degrees of freedom, as the middle of a sentence. */
export const dfName: Readonly<Record<DfMethod, string>> = {
  satterthwaite: 'Satterthwaite',
  'kenward-roger': 'Kenward-Roger',
  residual: 'residual',
  asymptotic: 'asymptotic',
};

/** What each way does, in one sentence. */
export const dfMeaning: Readonly<Record<DfMethod, string>> = {
  satterthwaite: 'Approximate degrees of freedom from how precisely the variances are estimated.',
  'kenward-roger':
    'Also widens standard errors and scales F tests for the uncertainty of the variances: the most careful choice for small samples.',
  residual: 'Rows minus coefficients: too many where rows of one cluster are alike.',
  asymptotic: 'The normal distribution, which is right for very many clusters only.',
};
