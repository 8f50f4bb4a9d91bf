import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import type { RandomTestsQuestion } from '../../../../src-shared/model/analyses/randomTests.ts';
import type { Block, RichText, TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

/** What the tests of the random parts add to the report. */
function added(data: string, formula: string, change: Partial<RandomTestsQuestion> = {}) {
  const dataset = referenceData(data);
  const result = fit(dataset, formula);
  const question: RandomTestsQuestion = { kind: 'randomTests', seed: 1, draws: 0, bootstrap: 0, ...change };
  const answer = runToEnd(ask(dataset, result.spec, question));
  const { blocks } = buildReport(result, { dataName: data }, [answer]);
  const start = blocks.findIndex((block) => block.kind === 'heading' && block.section === 'randomParts');
  const [heading, reading, table] = blocks.slice(start, start + 3) as [Block, Block, TableBlock];
  return {
    heading: heading.kind === 'heading' ? heading.text : '',
    reading: reading.kind === 'text' ? plainText(reading.text) : '',
    columns: table.columns.map(({ label }) => label),
    rows: table.rows.map((row) => row.map(({ text }) => text)),
    notes: table.footnotes.join(' '),
  };
}

test('a slope with its covariance: which mixture is stated', () => {
  const { heading, reading, columns, rows, notes } = added(
    'sleepstudy',
    'Reaction ~ Days + (Days | Subject)',
  );
  expect(heading).toBe('Does each random part matter?');
  expect(reading).toBe('Clear evidence (p < .05) that subjects differ in the effect of Days.');
  expect(columns).toEqual(['Left out', 'df', 'LRT', 'Compared with', 'p', 'Naive p', 'AIC without']);
  expect(rows).toEqual([
    ['Subject: effect of Days', '2', '42.84', '½ χ²(1) + ½ χ²(2)', '< .001', '< .001', '1794.5'],
  ]);
  expect(notes).toContain('variances and covariances');
  expect(notes).toContain('half-and-half mixture');
});

test('a single variance: exact, with draws and seed', () => {
  const { columns, rows, notes } = added('dyestuff', 'Yield ~ 1 + (1 | Batch)', { draws: 2000, seed: 7 });
  expect(columns[5]).toBe('p, exact');
  expect(rows[0].slice(0, 5)).toEqual(['Batch: level', '1', '6.37', '½ χ²(0) + ½ χ²(1)', '.006']);
  expect(notes).toContain('2,000 draws');
  expect(notes).toContain('seed 7');
});

test('no variance at all', () => {
  const { reading } = added('dyestuff2', 'Yield ~ 1 + (1 | Batch)');
  expect(reading).toBe(
    'No clear evidence that batches differ in their level: the data are compatible with none of it.',
  );
});

test('several variances at once: no p by theory, and what gives one', () => {
  const plain = added('machines', 'score ~ Machine + (Machine | Worker)');
  // the naive p is an upper bound
  expect(plain.reading).toBe('Clear evidence (p < .05) that workers differ in the effect of Machine.');
  expect(plain.rows[0].slice(3, 5)).toEqual(['–', '–']);
  expect(plain.notes).toContain('several variances go at once');
  expect(plain.notes).toContain('Bootstrap samples give one.');
  expect(plain.notes).not.toContain('half-and-half');
  const drawn = added('machines', 'score ~ Machine + (Machine | Worker)', { bootstrap: 30 });
  expect(drawn.columns[5]).toBe('p, bootstrap');
  expect(drawn.rows[0][5]).toBe('.032');
  expect(drawn.notes).toContain('30 outcomes');
  expect(drawn.notes).not.toContain('Bootstrap samples give one.');
});

function plainText(text: RichText): string {
  return text.map((run) => (typeof run === 'string' ? run : run.text)).join('');
}
