import type { Example } from '../example.ts';

export const trial: Example = {
  id: 'trial',
  title: 'Clinical trial with drop-outs',
  source:
    'Made-up scores in the shape of a trial with two arms, three sites, 200 patients and four visits at uneven days, 184 of them missed; they are of no real person.',
  question: 'Does the score rise faster in the active arm than in the control arm?',
  nRows: 800,
  nVariables: 8,
  file: 'trial.csv',
  csvOptions: {
    columns: {
      subject: 'nominal',
      visit: 'nominal',
      day: 'continuous',
      arm: 'nominal',
      site: 'nominal',
      sex: 'nominal',
      baseline: 'continuous',
      score: 'continuous',
    },
    levels: { arm: ['Control', 'Active'] },
  },
  labels: {
    subject: 'Patient',
    visit: 'Visit',
    day: 'Day of the trial',
    arm: 'Arm',
    site: 'Site',
    sex: 'Sex',
    baseline: 'Score at baseline',
    score: 'Score',
  },
  units: { day: 'day' },
  modelName: 'Own lines',
  model: { formula: 'score ~ baseline + site + sex + arm * day + (day | subject)' },
};
