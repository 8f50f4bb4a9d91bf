import type { Example } from '../example.ts';

export const cake: Example = {
  id: 'cake',
  title: 'Chocolate cakes',
  source:
    'Angle at which cakes broke: three recipes, 15 replicates of each, six baking temperatures (Cook, 1938, thesis, Iowa State College; Cochran and Cox, 1957, Experimental Designs, p. 300; R package lme4).',
  question: 'Do recipe and baking temperature change how far a cake bends before it breaks?',
  nRows: 270,
  nVariables: 5,
  file: 'cake.csv',
  csvOptions: {
    columns: {
      replicate: 'nominal',
      recipe: 'nominal',
      temperature: 'nominal',
      angle: 'continuous',
      temp: 'continuous',
    },
  },
  labels: {
    replicate: 'Replicate',
    recipe: 'Recipe',
    temperature: 'Temperature',
    angle: 'Breakage angle',
    temp: 'Temperature as a number',
  },
  units: { angle: 'degree', temp: '°F' },
  modelName: 'Split plot',
  model: { formula: 'angle ~ recipe * temperature + (1 | recipe:replicate)' },
};
