import type { Example } from '../example.ts';

const columns = {
  distance: 'continuous',
  age: 'continuous',
  Subject: 'nominal',
  Sex: 'nominal',
} as const;

export const orthodont: Example = {
  id: 'orthodont',
  title: 'Growth of the jaw',
  source:
    'Distance from the pituitary to the pterygomaxillary fissure of 27 children at the ages of 8, 10, 12 and 14 (Potthoff and Roy, 1964, Biometrika 51, 313–326; R package nlme).',
  question: 'Do boys and girls grow at the same rate, and how much do children differ?',
  nRows: 108,
  nVariables: 4,
  file: 'orthodont.csv',
  csvOptions: { columns, levels: { Sex: ['Male', 'Female'] } },
  labels: { distance: 'Distance', age: 'Age', Subject: 'Child' },
  units: { distance: 'mm', age: 'year' },
  modelName: 'Growth lines',
  model: { formula: 'distance ~ age * Sex + (age | Subject)' },
};

export const orthodontUnbalanced: Example = {
  ...orthodont,
  id: 'orthodont-unbalanced',
  title: 'Growth of the jaw, visits missing',
  source:
    'The same 27 children with 12 of the 108 measurements taken out (after Potthoff and Roy, 1964, Biometrika 51, 313–326; R package nlme).',
  question: 'What remains of the comparison of boys and girls when some children miss visits?',
  nRows: 96,
  file: 'orthodont-unbalanced.csv',
};
