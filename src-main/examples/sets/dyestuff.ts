import type { Example } from '../example.ts';

export const dyestuff: Example = {
  id: 'dyestuff',
  title: 'Dyestuff yield',
  source:
    'Five preparations of a dye from each of six batches of an intermediate product (Davies and Goldsmith, 1972, Statistical Methods in Research and Production, section 6.4; R package lme4).',
  question: 'How much of the variation in yield comes from the batch?',
  nRows: 30,
  nVariables: 2,
  file: 'dyestuff.csv',
  csvOptions: { columns: { Batch: 'nominal', Yield: 'continuous' } },
  labels: { Yield: 'Yield of dyestuff' },
  units: { Yield: 'g' },
  modelName: 'Batches',
  model: { formula: 'Yield ~ 1 + (1 | Batch)' },
};
