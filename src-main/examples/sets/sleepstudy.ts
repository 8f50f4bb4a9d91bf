import type { Example } from '../example.ts';

export const sleepstudy: Example = {
  id: 'sleepstudy',
  title: 'Sleep study',
  source:
    'Average reaction times on the first ten days of a study of sleep deprivation, of the 18 people allowed three hours in bed (Belenky and others, 2003, Journal of Sleep Research 12, 1–12; R package lme4).',
  question:
    'By how much do reactions slow down with each day of too little sleep, and how much do people differ in that?',
  nRows: 180,
  nVariables: 3,
  file: 'sleepstudy.csv',
  csvOptions: { columns: { Reaction: 'continuous', Days: 'continuous', Subject: 'nominal' } },
  labels: { Reaction: 'Reaction time', Days: 'Days of sleep deprivation' },
  units: { Reaction: 'ms', Days: 'day' },
  modelName: 'Random slopes',
  model: { formula: 'Reaction ~ Days + (Days | Subject)' },
};

export const sleepstudyWeights: Example = {
  ...sleepstudy,
  id: 'sleepstudy-weights',
  title: 'Sleep study with weights',
  source:
    'The reaction times of Belenky and others (2003, Journal of Sleep Research 12, 1–12; R package lme4) with two made-up columns: a weight (w) and a known part of the outcome (base).',
  question: 'How do the results change when some measurements count more than others?',
  nVariables: 5,
  file: 'sleepstudy-weights.csv',
  csvOptions: {
    columns: { ...sleepstudy.csvOptions.columns, w: 'continuous', base: 'continuous' },
  },
  labels: { ...sleepstudy.labels, w: 'Weight', base: 'Known part of the reaction time' },
  units: { ...sleepstudy.units, base: 'ms' },
  modelName: 'Weighted',
  model: { formula: 'Reaction ~ Days + (Days | Subject)', weights: 'w' },
};
