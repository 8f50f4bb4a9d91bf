import type { Example } from '../example.ts';

export const pastes: Example = {
  id: 'pastes',
  title: 'Paste strength',
  source:
    'Two tests of the strength of a chemical paste from each of three casks of ten deliveries (Davies and Goldsmith, 1972, Statistical Methods in Research and Production, section 6.5; R package lme4).',
  question:
    'How much of the variation in strength lies between deliveries, how much between casks of a delivery, and how much is error of the test?',
  nRows: 60,
  nVariables: 4,
  file: 'pastes.csv',
  csvOptions: { columns: { strength: 'continuous', batch: 'nominal', cask: 'nominal', sample: 'nominal' } },
  labels: {
    strength: 'Paste strength',
    batch: 'Delivery',
    cask: 'Cask',
    sample: 'Delivery and cask',
  },
  units: {},
  modelName: 'Nested casks',
  model: { formula: 'strength ~ 1 + (1 | batch/cask)' },
};
