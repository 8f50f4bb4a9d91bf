import type { ModelDraft } from './modelDraft.ts';

/** A model of which nothing has been chosen yet. Apart from the schema, which the window does not load. */
export const emptyDraft: ModelDraft = {
  response: null,
  intercept: true,
  fixedTerms: [],
  groupings: [],
  method: 'REML',
  df: 'satterthwaite',
  anova: 3,
  level: 0.95,
  weights: null,
  offset: null,
};
