import type { Example } from '../example.ts';

export const egsingle: Example = {
  id: 'egsingle',
  title: 'Mathematics in primary school',
  source:
    'Test scores of 1,721 children in 60 schools, from the US Sustaining Effects Study (distributed with HLM by Bryk, Raudenbush and Congdon, 1996; R package mlmRev).',
  question:
    'How fast do children learn, how much do children and schools differ in that, and what does poverty in the school have to do with the level?',
  nRows: 7230,
  nVariables: 12,
  file: 'egsingle.csv',
  csvOptions: {
    columns: { schoolid: 'nominal', childid: 'nominal', female: 'nominal' },
    levels: { female: ['Female', 'Male'] },
  },
  labels: {
    schoolid: 'School',
    childid: 'Child',
    year: 'Year of the test',
    grade: 'Grade',
    math: 'Mathematics score',
    retained: 'Repeated a grade',
    female: 'Sex',
    black: 'Black',
    hispanic: 'Hispanic',
    size: 'Pupils in the school',
    lowinc: 'Pupils from low-income families',
    mobility: 'Mobility',
  },
  units: { year: 'year', lowinc: '%' },
  modelName: 'Growth lines',
  model: { formula: 'math ~ year + female + lowinc + (year | schoolid/childid)' },
};
