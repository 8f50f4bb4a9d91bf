import { printTerms } from '../../../src-shared/formula/print.ts';
import type { ModelTerms } from '../../../src-shared/formula/terms.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../frame/buildModelFrame.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';

/**
 * The frame of a smaller model on exactly the rows of a larger one, also where the smaller one lacks the variable that
 * made rows drop out: likelihoods of different rows cannot be compared.
 */
export function reducedFrame(full: ModelFrame, terms: ModelTerms, spec: ModelSpec): ModelFrame {
  const dataset = { name: '', nRows: full.n, columns: full.columns };
  return buildModelFrame(dataset, { ...spec, formula: printTerms(terms) });
}
