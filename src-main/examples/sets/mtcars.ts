import type { Example } from '../example.ts';

export const mtcars: Example = {
  id: 'mtcars',
  title: 'Fuel use of cars',
  source:
    'Fuel use and design of 32 cars of 1973–74 from Motor Trend magazine (Henderson and Velleman, 1981, Biometrics 37, 391–411; R package datasets).',
  question:
    'How does the range per gallon fall with weight and power, and does the effect of weight depend on the gearbox?',
  nRows: 32,
  nVariables: 11,
  file: 'mtcars.csv',
  csvOptions: { columns: { gear: 'nominal' } },
  labels: {
    mpg: 'Miles per gallon',
    cyl: 'Cylinders',
    disp: 'Displacement',
    hp: 'Gross horsepower',
    drat: 'Rear axle ratio',
    wt: 'Weight',
    qsec: 'Quarter mile time',
    vs: 'Straight engine',
    am: 'Manual transmission',
    gear: 'Forward gears',
    carb: 'Carburettors',
  },
  units: { disp: 'cubic inch', wt: '1,000 lb', qsec: 's' },
  modelName: 'Regression',
  model: { formula: 'mpg ~ wt * gear + hp', method: 'OLS' },
};
