import { expect, test } from 'vitest';
import { analyse } from '../../../../src-main/engine/analyse.ts';
import { describeStructure } from '../../../../src-main/engine/structure/describeStructure.ts';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { adviseModel } from '../../../../src-shared/draft/advice/adviseModel.ts';
import { draftOf } from '../../../../src-shared/draft/specOf.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import type { Column, Dataset } from '../../../../src-shared/model/dataset.ts';
import { modelSpecSchema, type ResidualSpec } from '../../../../src-shared/model/modelSpec.ts';
import type { VariableState } from '../../../../src-shared/model/project.ts';
import { categorical, numeric } from '../../../helpers/builderFacts.ts';
import { continuous, dataset, nominal, referenceData } from '../../../helpers/datasets.ts';

/** What the window knows of a column. */
function stateOf(column: Column): VariableState {
  if (column.kind === 'categorical') return categorical(column.name, column.levels.length);
  const nDistinct = new Set(column.values).size;
  return numeric(column.name, { nDistinct, min: Math.min(...column.values) });
}

/** Codes of what the builder says is impossible, and of what the engine says when it is asked to fit all the same. */
function refusals(data: Dataset, formula: string, residual: ResidualSpec, options = {}) {
  const spec = modelSpecSchema.parse({ formula, residual, ...options });
  const { subject, time = '', group = null } = residual;
  const structure = describeStructure(data, {
    groupings: [],
    predictors: [],
    response: formula.split(' ')[0],
    repeated: { subject, time, group },
  });
  const facts = { variables: data.columns.map(stateOf), nRows: data.nRows, structure };
  const builder = adviseModel(draftOf(spec), facts)
    .filter(({ severity }) => severity === 'impossible')
    .map(({ code }) => code);
  let engine = 'fitted';
  try {
    runToEnd(analyse(data, spec));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    engine = error.code;
  }
  return { builder, engine };
}

const rats = referenceData('bodyweight');
const oats = referenceData('oats');
const pairs = dataset([
  nominal('who', ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e', 'e']),
  continuous('t', [0, 7, 0, 7, 0, 7, 0, 7, 0, 7]),
  continuous('always', new Array<number>(10).fill(3)),
  nominal('arm', ['x', 'y', 'x', 'x', 'y', 'y', 'x', 'x', 'y', 'y']),
  continuous('y', [1.2, 2.4, 0.7, 3.1, 1.9, 2.2, 0.3, 1.1, 2.6, 2.9]),
]);

/** Three subjects at many times; without those of one of them from the 50th on. */
function series(length: number, without = 0): Dataset {
  const rows = Array.from({ length: 3 * length }, (_, i) => ({ s: i % 3, t: Math.floor(i / 3) })).filter(
    ({ s, t }) => s > 0 || t < 50 || t >= 50 + without,
  );
  return dataset([
    nominal(
      'who',
      rows.map(({ s }) => 'abc'[s]),
    ),
    continuous(
      't',
      rows.map(({ t }) => t),
    ),
    continuous(
      'y',
      rows.map(({ s, t }) => Math.sin(s + t * t)),
    ),
  ]);
}
const ante1: ResidualSpec = { structure: 'ante1', subject: ['who'], time: 't' };

test.each<[string, Dataset, string, ResidualSpec, object?]>([
  ['one-occasion', pairs, 'y ~ t', { structure: 'ar1', subject: ['who'], time: 'always' }],
  ['residual-per-row', pairs, 'y ~ 1', { structure: 'cs', subject: ['who', 't'], time: 't' }],
  ['one-distance', pairs, 'y ~ 1', { structure: 'car1', subject: ['who'], time: 't' }],
  ['group-within-subject', pairs, 'y ~ 1', { structure: 'cs', subject: ['who'], time: 't', group: 'arm' }],
  ['duplicate-occasion', oats, 'yield ~ 1', { structure: 'cs', subject: ['Block'], time: 'nitro' }],
  ['residual-time-not-numeric', rats, 'weight ~ 1', { structure: 'sp_gau', subject: ['Rat'], time: 'Diet' }],
  [
    'too-many-covariance-parameters',
    rats,
    'weight ~ 1',
    { structure: 'un', subject: ['Rat'], time: 'Time', group: 'Diet' },
  ],
  [
    'kenward-roger-by-ml',
    rats,
    'weight ~ 1',
    { structure: 'ar1', subject: ['Rat'], time: 'Time' },
    { method: 'ML', df: 'kenward-roger-linear' },
  ],
  [
    'kenward-roger-empirical',
    rats,
    'weight ~ 1',
    { structure: 'ar1', subject: ['Rat'], time: 'Time' },
    { standardErrors: 'empirical', df: 'kenward-roger' },
  ],
  ['too-many-covariance-parameters', series(600), 'y ~ 1', { ...ante1, structure: 'toep' }],
  ['long-gap', series(800, 110), 'y ~ 1', ante1],
  ['kenward-roger-too-large', series(2300), 'y ~ 1', ante1, { df: 'kenward-roger-linear' }],
])('what the builder calls impossible the fit refuses: %s', (code, data, formula, residual, options) => {
  expect(refusals(data, formula, residual, options)).toEqual({ builder: [code], engine: code });
});

test('what the builder lets pass is fitted', () => {
  const car1: ResidualSpec = { structure: 'car1', subject: ['Rat'], time: 'Time' };
  expect(refusals(rats, 'weight ~ Time', car1)).toEqual({ builder: [], engine: 'fitted' });
});
