import type { Example } from '../example.ts';

export const machines: Example = {
  id: 'machines',
  title: 'Machines and workers',
  source:
    'Productivity of six workers who each ran three brands of machine three times (Milliken and Johnson, 1992, Analysis of Messy Data, volume I; R package nlme).',
  question: 'How do the brands differ, and does the difference depend on the worker?',
  nRows: 54,
  nVariables: 3,
  file: 'machines.csv',
  csvOptions: { columns: { Worker: 'nominal', Machine: 'nominal', score: 'continuous' } },
  labels: { score: 'Productivity score' },
  units: {},
  modelName: 'Own effects',
  model: { formula: 'score ~ Machine + (Machine | Worker)' },
};
