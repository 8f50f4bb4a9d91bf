import type { Example } from '../example.ts';

export const ovary: Example = {
  id: 'ovary',
  title: 'Follicles of mares',
  source:
    'Daily number of follicles above 10 mm in 11 mares over a cycle (Pierson and Ginther, 1987, Animal Reproduction Science 14, 219–231; R package nlme), with sine (s) and cosine (c) of the time in the cycle.',
  question: 'How does the number of follicles rise and fall within a cycle, and how much do mares differ?',
  nRows: 308,
  nVariables: 6,
  file: 'ovary.csv',
  csvOptions: {
    columns: {
      Mare: 'nominal',
      Time: 'continuous',
      follicles: 'continuous',
      s: 'continuous',
      c: 'continuous',
      visit: 'continuous',
    },
  },
  labels: {
    Time: 'Time in the cycle',
    follicles: 'Number of follicles',
    s: 'Sine of the time',
    c: 'Cosine of the time',
    visit: 'Number of the visit',
  },
  units: {},
  modelName: 'Own cycles',
  model: { formula: 'follicles ~ s + c + (s + c | Mare)' },
};
