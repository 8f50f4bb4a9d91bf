import type { Example } from '../example.ts';

export const oats: Example = {
  id: 'oats',
  title: 'Oats split plot',
  source:
    'Yields of three varieties of oats (whole plots) at four amounts of nitrogen (subplots) in six blocks (Yates, 1935, Journal of the Royal Statistical Society Supplement 2, 181–247; R package nlme).',
  question: 'How does nitrogen raise the yield, and does that depend on the variety?',
  nRows: 72,
  nVariables: 4,
  file: 'oats.csv',
  csvOptions: {
    columns: { Block: 'nominal', Variety: 'nominal', nitro: 'nominal', yield: 'continuous' },
    levels: { nitro: ['0', '0.2', '0.4', '0.6'] },
  },
  labels: { nitro: 'Nitrogen', yield: 'Yield' },
  units: {},
  modelName: 'Split plot',
  model: { formula: 'yield ~ nitro * Variety + (1 | Block/Variety)' },
};
