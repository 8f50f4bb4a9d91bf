import type { Example } from '../example.ts';

export const penicillin: Example = {
  id: 'penicillin',
  title: 'Penicillin assay',
  source:
    'Six samples of penicillin, each tested on all of 24 plates (Davies and Goldsmith, 1972, Statistical Methods in Research and Production, section 6.6; R package lme4).',
  question:
    'How much do the samples differ, beside the differences between plates and the error of the method?',
  nRows: 144,
  nVariables: 3,
  file: 'penicillin.csv',
  csvOptions: { columns: { diameter: 'continuous', plate: 'nominal', sample: 'nominal' } },
  labels: { diameter: 'Diameter of the zone without growth', plate: 'Plate', sample: 'Sample' },
  units: { diameter: 'mm' },
  modelName: 'Crossed',
  model: { formula: 'diameter ~ 1 + (1 | plate) + (1 | sample)' },
};
