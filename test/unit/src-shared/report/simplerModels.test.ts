import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import type { SimplerModels } from '../../../../src-shared/model/analyses/simplerModels.ts';
import type { Block, TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

const isTable = (block: Block): block is TableBlock => block.kind === 'table';
const textsOf = (table: TableBlock | undefined) => table?.rows.map((row) => row.map(({ text }) => text));

test('a variance of zero: what it means, and that nothing changes without it', () => {
  const dataset = referenceData('dyestuff2');
  const result = fit(dataset, 'Yield ~ 1 + (1 | Batch)');
  const answer = runToEnd(ask(dataset, result.spec, { kind: 'simplerModels' }));
  const { blocks } = buildReport(result, { dataName: 'dyestuff2' }, [answer]);
  const start = blocks.findIndex((block) => isTable(block) && block.caption.startsWith('Simpler models'));
  const reading = blocks[start - 1];
  expect(reading).toMatchObject({
    kind: 'text',
    text: [
      'Batches do not differ in their level beyond chance (variance estimated as 0). ',
      'No coefficient and no standard error changes in the simpler model.',
    ],
  });
  const [models, coefficients] = blocks.slice(start).filter(isTable);
  expect(textsOf(models)).toEqual([
    ['This model', '3', '161.83', '167.83', '', 'yes'],
    ['Model 1: without Batch', '2', '161.83', '165.83', '0.00', 'no'],
  ]);
  expect(models.footnotes).toContain('Model 1: Yield ~ 1');
  expect(models.offers).toEqual([null, { difference: 'without Batch', formula: 'Yield ~ 1', method: 'OLS' }]);
  expect(textsOf(coefficients)).toEqual([['Intercept', '5.666', '0.678', '5.666', '0.678']]);
});

test('a correlation at its limit, and coefficients that move', () => {
  const result = fit(referenceData('sleepstudy'), 'Reaction ~ Days + (Days | Subject)');
  const fitted = {
    formula: result.formula,
    nParameters: 6,
    minus2LogLik: 100,
    aic: 112,
    converged: true,
    singularComponents: [
      { group: 'Subject', terms: ['(Intercept)', 'Days'], kind: 'perfect-correlation' },
    ] as const,
    fixed: result.fixed.map(({ term, estimate, se }) => ({ term, estimate, se })),
  };
  const answer: SimplerModels = {
    kind: 'simplerModels',
    method: 'ML',
    original: fitted,
    models: [
      { kind: 'correlations', group: 'Subject' } as const,
      { kind: 'slope', group: 'Subject', slope: 'Days' } as const,
    ].map((leftOut, i) => ({
      ...fitted,
      leftOut,
      method: 'ML',
      converged: i === 0,
      largestShift: 0.1 * i,
      largestSeChange: 0.25 * i,
    })),
  };
  const { blocks } = buildReport(result, { dataName: 'sleepstudy' }, [answer]);
  const text = JSON.stringify(blocks);
  expect(text).toContain('For subjects the data cannot tell level and effect of Days apart');
  expect(text).toContain(
    'no coefficient moves by more than 0.10 of its standard error, and no standard error changes by more than 25.0',
  );
  expect(text).toContain('Subject without the effect of Days');
  expect(text).toContain('The fit of model 2 did not reach its optimum.');
});

test('nothing is added to a fit that is not singular', () => {
  const dataset = referenceData('sleepstudy');
  const result = fit(dataset, 'Reaction ~ Days + (Days | Subject)');
  const answer = runToEnd(ask(dataset, result.spec, { kind: 'simplerModels' }));
  const blocks = (answers: Parameters<typeof buildReport>[2]) =>
    buildReport(result, { dataName: 'sleepstudy' }, answers).blocks.length;
  expect(blocks([answer])).toBe(blocks([]));
});
