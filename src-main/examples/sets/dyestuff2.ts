import type { Example } from '../example.ts';

export const dyestuff2: Example = {
  id: 'dyestuff2',
  title: 'Dyestuff yield, constructed',
  source:
    'Numbers constructed so that batches differ less than chance alone would make them (Box and Tiao, 1973, Bayesian Inference in Statistical Analysis, section 5.1.2; R package lme4).',
  question: 'What does it look like, and mean, when a variance is estimated as zero?',
  nRows: 30,
  nVariables: 2,
  file: 'dyestuff2.csv',
  csvOptions: { columns: { Batch: 'nominal', Yield: 'continuous' } },
  labels: { Yield: 'Yield of dyestuff' },
  units: {},
  modelName: 'Batches',
  model: { formula: 'Yield ~ 1 + (1 | Batch)' },
};
