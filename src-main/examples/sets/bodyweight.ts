import type { Example } from '../example.ts';

export const bodyweight: Example = {
  id: 'bodyweight',
  title: 'Weight of rats',
  source:
    'Weights of 16 rats on three diets, eleven times in 64 days (Crowder and Hand, 1990, Analysis of Repeated Measures; R package nlme).',
  question: 'Does the diet change how fast rats gain weight?',
  nRows: 176,
  nVariables: 4,
  file: 'bodyweight.csv',
  csvOptions: {
    columns: { weight: 'continuous', Time: 'continuous', Rat: 'nominal', Diet: 'nominal' },
  },
  labels: { weight: 'Body weight' },
  units: { weight: 'g', Time: 'day' },
  modelName: 'Growth lines',
  model: { formula: 'weight ~ Time * Diet + (Time | Rat)' },
};
