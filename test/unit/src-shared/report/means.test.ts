import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import type { MeansRequest } from '../../../../src-shared/model/analyses/means.ts';
import type { Block } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

function blocksOf(request: Partial<MeansRequest>) {
  const dataset = referenceData('orthodont');
  const result = fit(dataset, 'distance ~ age * Sex + (age | Subject)');
  const requests = [{ specs: '~ Sex', contrast: null, adjust: null, df: null, ...request }];
  const answer = runToEnd(ask(dataset, result.spec, { kind: 'means', requests }));
  const { blocks } = buildReport(result, { dataName: 'orthodont' }, [answer]);
  const from = blocks.findIndex((block) => block.kind === 'heading' && block.section === 'means');
  const length = blocks.slice(from + 1).findIndex(({ kind }) => kind === 'heading');
  return blocks.slice(from, from + 1 + length);
}

function tables(request: Partial<MeansRequest>) {
  return blocksOf(request).flatMap((block) =>
    block.kind === 'table' && /^(Means|Comparisons) of/.test(block.caption)
      ? [{ ...block, cells: block.rows.map((row) => row.map(({ text }) => text.replaceAll('\u00a0', ' '))) }]
      : [],
  );
}

const readingOf = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block) =>
      block.kind === 'text'
        ? [block.text.map((run) => (typeof run === 'string' ? run : run.text)).join('')]
        : [],
    )[0]
    .replaceAll('\u00a0', ' ');

test('means and their comparison have a section after the effects', () => {
  const [means, comparisons] = tables({ contrast: 'pairwise' });
  expect(means.caption).toBe('Means of distance by Sex');
  expect(means.cells.map(([level]) => level)).toEqual(['Female', 'Male']);
  // emmeans: 24.96875 and 22.6477272727 (reference case orthodont-growth)
  expect(means.cells.map((row) => row[1])).toEqual(['22.648', '24.969']);
  expect(comparisons.cells[0].slice(0, 2)).toEqual(['Female − Male', '−2.321']);
  expect(comparisons.footnotes).toEqual(['One comparison: p values and limits are not adjusted.']);
});

test('means alone have no comparisons', () => {
  expect(tables({})).toHaveLength(1);
  expect(readingOf(blocksOf({}))).toBe('The lowest mean: 22.65 at Female; the highest: 24.97 at Male.');
});

test('the reading says how many comparisons are clear, the clearest, and how they were adjusted', () => {
  expect(readingOf(blocksOf({ contrast: 'pairwise' }))).toMatch(
    /^Female is 2\.32 below Male \(95 % CI −3\.\d+ to −0\.\d+, p = \.00\d\)\. Sex interacts with age: its differences change with age, and these hold at the mean of age\.$/,
  );
  expect(readingOf(blocksOf({ contrast: 'eff', adjust: 'none' }))).toMatch(
    /^All 2 comparisons are clear \(p < \.05\)\. The strongest: \w+ is 1\.16 \w+ the mean of all \(.*; not adjusted\)\. Sex interacts/,
  );
});

test('a trend is called by its name, on the scale of the model', () => {
  const blocks = blocksOf({ contrast: 'poly' });
  expect(readingOf(blocks)).toMatch(/^Linear 2\.32 \(95 % CI 0\.\d+ to 3\.\d+, p = \.00\d\)/);
  expect(tables({ contrast: 'poly' })[1].cells[0].slice(0, 2)).toEqual(['Linear', '2.321']);
});

test('limits that the method does not have are named', () => {
  const [, { footnotes }] = tables({ contrast: 'eff' });
  expect(footnotes).toEqual([
    'The p values are adjusted by the false discovery rate of Benjamini and Hochberg.',
    'That gives no limits: they are adjusted by Bonferroni’s method.',
  ]);
});

test('pictures have a line for each, those that are clear in colour', () => {
  const plots = blocksOf({ contrast: 'pairwise' }).flatMap((block) =>
    block.kind === 'plots' ? block.plots : [],
  );
  expect(plots.map(({ scene }) => scene.y.labels)).toEqual([['Male', 'Female'], ['Female − Male']]);
  const [, accent] = plots[1].scene.layers.flatMap((layer) => (layer.kind === 'intervals' ? [layer] : []));
  expect(accent.marks.map(({ estimate }) => estimate.toFixed(3))).toEqual(['-2.321']);
});

test('other ways to compare stand below, as questions about the same means', () => {
  const [, { views = [] }] = tables({ contrast: 'trt.vs.ctrl1', reference: ['Male'] });
  expect(views.map(({ label }) => label)).toEqual(['Each with a reference', 'Reference: Male']);
  const request = { specs: '~ Sex', adjust: null, df: null };
  expect(views[0].choices.find(({ label }) => label === 'All pairs')?.question).toEqual({
    kind: 'means',
    requests: [{ ...request, contrast: 'pairwise' }],
  });
  expect(views[1].choices.map(({ current, question }) => [current, question])).toEqual([
    [false, { kind: 'means', requests: [{ ...request, contrast: 'trt.vs.ctrl1', reference: ['Female'] }] }],
    [true, { kind: 'means', requests: [{ ...request, contrast: 'trt.vs.ctrl1', reference: ['Male'] }] }],
  ]);
});
