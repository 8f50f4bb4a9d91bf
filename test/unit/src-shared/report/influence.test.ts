import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import type { Influence, LevelInfluence } from '../../../../src-shared/model/analyses/influence.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import { modelSpecSchema } from '../../../../src-shared/model/modelSpec.ts';
import type { Block, RichText, TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { influenceBlocks } from '../../../../src-shared/report/analyses/influence.ts';
import { tooltipTexts } from '../../../../src-shared/report/plots/tooltip.ts';
import { selectionOf } from '../../../../src-shared/report/plots/selection.ts';
import { makeContext } from '../../../../src-shared/report/reportContext.ts';
import type { ReportContext } from '../../../../src-shared/report/reportContext.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

const sleepstudy = referenceData('sleepstudy', { columns: { Subject: 'nominal' } });
const formula = 'Reaction ~ Days + (Days | Subject)';
const units = { Reaction: 'ms', Days: 'day' };

function answerOf(data: Dataset, group: string | null, text = formula): Influence {
  return runToEnd(ask(data, modelSpecSchema.parse({ formula: text }), { kind: 'influence', group }));
}

function contextOf(data: Dataset, text = formula): ReportContext {
  return makeContext(fit(data, text), { dataName: data.name, units });
}

const plain = (text: RichText): string =>
  text.map((run) => (typeof run === 'string' ? run : run.text)).join('');

function readingOf(blocks: readonly Block[]): string {
  const block = blocks.find((candidate) => candidate.kind === 'text' && candidate.role === 'reading');
  return block?.kind === 'text' ? plain(block.text).replaceAll('\u00a0', ' ') : '';
}

const tablesOf = (blocks: readonly Block[]): TableBlock[] =>
  blocks.filter((block): block is TableBlock => block.kind === 'table');

function sceneOf(blocks: readonly Block[]) {
  const block = blocks.find((candidate) => candidate.kind === 'plots');
  if (block?.kind !== 'plots') throw new Error('no plots');
  return block.plots[0].scene;
}

const bySubject = answerOf(sleepstudy, 'Subject');
const context = contextOf(sleepstudy);

test('the most influential cluster is named, with what changes without it', () => {
  const blocks = influenceBlocks(bySubject, context);
  expect(readingOf(blocks)).toBe(
    'Without Subject 309 the effect of Days rises from 10.5 to 10.9 ms per day. It has the largest Cook’s distance, ' +
      '0.149. None of the 18 subjects exceeds the cut-off 4/18 = 0.222. No test at the 5 % level turns out differently ' +
      'without one of them.',
  );
  const [coefficients, components] = tablesOf(blocks);
  expect(coefficients.rows).toHaveLength(10);
  expect(coefficients.rows[0].slice(0, 5)).toEqual([
    { text: '309' },
    { text: '0.149' },
    { text: 'Days' },
    { text: '10.47', note: 'SE 1.55' },
    { text: '10.95', note: 'SE 1.56' },
  ]);
  expect(components.rows[0].map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
    '309',
    '−16.6 %',
    '−6.2 %',
    '+5.2 %',
  ]);
});

test('a mark of the plot tells of its cluster and selects it', () => {
  const { layers } = sceneOf(influenceBlocks(bySubject, context));
  const needles = layers.find(({ kind }) => kind === 'intervals');
  expect(tooltipTexts(needles, 0).map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
    'Subject 308',
    'Cook’s distance: 0.092',
    'Days: 10.5 ms with it, 9.8 ms without',
    'Intercept: 251.4 ms with it, 251.8 ms without',
  ]);
  expect(selectionOf(needles, 0)).toEqual({ kind: 'cluster', group: 'Subject', level: '308' });
});

test('rows are points that tell of their observation', () => {
  const blocks = influenceBlocks(answerOf(sleepstudy, null), context);
  expect(readingOf(blocks)).toContain(
    'Without row 60 the effect of Days rises from 10.5 to 10.9 ms per day.',
  );
  const points = sceneOf(blocks).layers.find(({ kind }) => kind === 'points');
  expect(tooltipTexts(points, 59)).toEqual(
    expect.arrayContaining(['Row 60', 'Subject: 332', 'Cook’s distance: 0.0464']),
  );
  expect(selectionOf(points, 59)).toMatchObject({ kind: 'row', row: 60 });
});

test('a test that turns out differently, a component at its limit, a fit that did not converge are said', () => {
  const changed = (level: LevelInfluence): LevelInfluence =>
    level.kind === 'refitted' && level.level === '335'
      ? { ...level, p: [0.5, 0.2], singular: true, converged: false }
      : level;
  const blocks = influenceBlocks({ ...bySubject, levels: bySubject.levels.map(changed) }, context);
  expect(readingOf(blocks)).toContain('Days is no longer significant at the 5 % level without Subject 335.');
  expect(tablesOf(blocks)[1].footnotes).toContain('A variance component is at its limit without 335.');
  expect(blocks[1]).toMatchObject({
    role: 'body',
    text: [expect.stringContaining('without Subject 335') as string],
  });
});

test('where the model cannot be estimated without a level, the reason stands in place of numbers', () => {
  const oats = referenceData('oats');
  const text = 'yield ~ nitro + Variety + (1 | Block)';
  const blocks = influenceBlocks(answerOf(oats, 'Variety', text), contextOf(oats, text));
  expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'text', 'text', 'text']);
  expect(blocks[1]).toMatchObject({
    text: [
      'Without Variety Golden Rain the model cannot be estimated: no row is left with Variety = Golden Rain.',
    ],
  });
});

test('with a residual structure its parameters change: variances by a share, correlations by a difference', () => {
  const data = referenceData('orthodont');
  const residual = { structure: 'cs', subject: ['Subject'], time: 'age' } as const;
  const text = 'distance ~ age * Sex';
  const spec = modelSpecSchema.parse({ formula: text, residual });
  const answer = runToEnd(ask(data, spec, { kind: 'influence', group: 'Subject' }));
  const context = makeContext(fit(data, text, { residual }), { dataName: data.name, units: {} });
  const table = tablesOf(influenceBlocks(answer, context))[1];
  expect(table.caption).toBe('Covariance parameters without the most influential subjects');
  expect(table.columns.map(({ label }) => label)).toEqual([
    'Subject',
    'Residual variance',
    'Residual correlation',
  ]);
  for (const [level, variance, correlation] of table.rows) {
    const found = answer.levels.find((one) => one.level === level.text);
    if (found?.kind !== 'refitted') throw new Error('not refitted');
    const change = found.variances[1] - answer.all.variances[1];
    expect(variance.text).toMatch(/%$/);
    expect(Number(correlation.text.replace('−', '-'))).toBeCloseTo(change, 3);
  }
});
