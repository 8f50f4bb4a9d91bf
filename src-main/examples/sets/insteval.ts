import type { Example } from '../example.ts';

export const insteval: Example = {
  id: 'insteval',
  title: 'Ratings of lectures',
  source:
    '73,421 ratings that 2,972 students of ETH Zurich gave to 1,128 lecturers, made anonymous (data set InstEval of the R package lme4).',
  question:
    'Are lectures held for another department rated differently, and how much do students, lecturers and departments differ?',
  nRows: 73421,
  nVariables: 7,
  file: 'insteval.csv',
  csvOptions: {
    columns: {
      s: 'nominal',
      d: 'nominal',
      studage: 'ordinal',
      lectage: 'ordinal',
      service: 'nominal',
      dept: 'nominal',
      y: 'continuous',
    },
  },
  labels: {
    s: 'Student',
    d: 'Lecturer',
    studage: 'Semester of the student',
    lectage: 'Semesters since the lecture',
    service: 'Held for another department',
    dept: 'Department',
    y: 'Rating from 1 (poor) to 5 (very good)',
  },
  units: {},
  modelName: 'Crossed',
  model: { formula: 'y ~ service + (1 | s) + (1 | d) + (1 | dept)' },
};
