import { dfMethods } from '../model/methods.ts';
import type { ModelDraft } from '../model/modelDraft.ts';
import type { DfMethod, StandardErrors } from '../model/modelSpec.ts';

/** Ways that matter only beside a residual covariance structure. */
const forStructures: ReadonlySet<DfMethod> = new Set<DfMethod>([
  'kenward-roger-linear',
  'between-within',
  'containment',
]);

/** The degrees of freedom a model can choose from. */
export function dfChoices({ residual }: Pick<ModelDraft, 'residual'>): readonly DfMethod[] {
  return residual === undefined ? dfMethods.filter((method) => !forStructures.has(method)) : dfMethods;
}

/** Names of the ways to find degrees of freedom, as the middle of a sentence. */
export const dfName: Readonly<Record<DfMethod, string>> = {
  satterthwaite: 'Satterthwaite',
  'kenward-roger': 'Kenward-Roger',
  'kenward-roger-linear': 'Kenward-Roger (first order)',
  'between-within': 'between-within',
  containment: 'containment',
  residual: 'residual',
  asymptotic: 'asymptotic',
};

/** What each way does, in one sentence. */
export const dfMeaning: Readonly<Record<DfMethod, string>> = {
  satterthwaite: 'Approximate degrees of freedom from how precisely the variances are estimated.',
  'kenward-roger':
    'Also adjusts standard errors and F tests for the uncertainty of the variances: the most careful choice for small samples.',
  'kenward-roger-linear':
    'Kenward-Roger without the second derivatives of the covariance: SAS with FIRSTORDER, and SAS for an unstructured covariance.',
  'between-within':
    'Residual degrees of freedom split between subjects and rows within them, by where a predictor varies: for balanced trials.',
  containment:
    'Counted from the random effects that contain a predictor, as in a balanced analysis of variance.',
  residual: 'Rows minus coefficients: too many where rows of one cluster are alike.',
  asymptotic: 'The normal distribution, which is right for very many clusters only.',
};

/** Where standard errors come from, as the middle of a sentence. */
export const standardErrorName: Readonly<Record<StandardErrors, string>> = {
  'model-based': 'model-based',
  empirical: 'empirical (sandwich)',
};

export const standardErrorMeaning: Readonly<Record<StandardErrors, string>> = {
  'model-based': 'Right where the structure above is right.',
  empirical:
    'From how the residuals of each subject turned out: right for many subjects even where the structure is not.',
};
