import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import { fewestReplicates, type Bootstrap } from '../../../../src-shared/model/analyses/bootstrap.ts';
import type { Block, TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

const isTable = (block: Block): block is TableBlock => block.kind === 'table';
const dataset = referenceData('sleepstudy');
const result = fit(dataset, 'Reaction ~ Days + (Days | Subject)');
const answer = runToEnd(ask(dataset, result.spec, { kind: 'bootstrap', replicates: 60, seed: 3 }));
const options = { dataName: 'sleepstudy', units: { Reaction: 'ms', Days: 'day' } };

function report(shown: Bootstrap): { reading: string; table: TableBlock } {
  const { blocks } = buildReport(result, options, [shown]);
  const at = blocks.findIndex((block) => isTable(block) && block.caption.startsWith('Bootstrap'));
  const [reading, table] = blocks.slice(at - 1);
  if (reading.kind !== 'text' || !isTable(table)) throw new Error('no table of bootstrap intervals');
  return { reading: reading.text.map((run) => (typeof run === 'string' ? run : run.text)).join(''), table };
}

test('a line for each parameter, and how it was drawn', () => {
  const { reading, table } = report(answer);
  expect(reading).toBe('Bootstrap intervals (95\u00a0%) from 60 outcomes drawn from the model, seed 3.');
  expect(table.rows.map(([{ text }]) => text)).toEqual([
    'SD of Subject: level',
    'Correlation of Subject: level with effect of Days',
    'SD of Subject: effect of Days',
    'Residual SD',
    'Intercept',
    'Days',
  ]);
  expect(table.rows.flat().every(({ text }) => !text.includes('NaN'))).toBe(true);
  expect(table.rows[3][1].text).toBe('25.59');
  expect(table.rows[3][4].text).toMatch(/^2\d\.\d\d to 2\d\.\d\d$/);
  expect(table.footnotes[0]).toContain('seed 3');
});

test('a stopped run says how far it came, in the text and in the name of the table', () => {
  const { reading, table } = report({ ...answer, requested: 1000 });
  expect(reading).toContain('stopped after 60 of 1,000 replicates');
  expect(table.caption).toContain('(60 of 1,000 replicates)');
});

test('singular and failed replicates, missing correlations and too few replicates are told', () => {
  const intervals = answer.intervals.map((interval) => ({
    ...interval,
    values: interval.parameter.kind === 'correlation' ? 30 : 58,
    ...(interval.parameter.kind === 'correlation' && {
      percentile: { lower: NaN, upper: NaN },
      basic: { lower: NaN, upper: NaN },
    }),
  }));
  const { table } = report({ ...answer, intervals, singular: 5, failed: 2 });
  const notes = table.footnotes.join('\n');
  expect(notes).toContain('In 5 of 60 replicates a variance component is at its limit');
  expect(notes).toContain('up to 28 replicates are missing');
  expect(notes).toContain('2 of 60 replicates reached no optimum');
  expect(notes).toContain('needs at least 39 replicates');
  expect(table.rows[1][4].text).toBe('–');
});

test('replicates that an interval needs', () => {
  expect([0.5, 0.8, 0.9, 0.95, 0.99].map(fewestReplicates)).toEqual([3, 9, 19, 39, 199]);
});

test('parameters of a residual structure have their own names and decimals, and only residuals are drawn', () => {
  const data = referenceData('orthodont');
  const residual = { structure: 'cs', subject: ['Subject'], time: 'age' } as const;
  const formula = 'distance ~ age * Sex';
  const own = fit(data, formula, { residual });
  const drawn = runToEnd(ask(data, own.spec, { kind: 'bootstrap', replicates: 39, seed: 1 }));
  const { blocks } = buildReport(own, { dataName: data.name }, [drawn]);
  const table = blocks.filter(isTable).find(({ caption }) => caption.startsWith('Bootstrap'));
  if (table === undefined) throw new Error('no table of bootstrap intervals');
  expect(table.rows.slice(0, 3).map(([name, estimate]) => [name.text, estimate.text])).toEqual([
    ['Residual variance', expect.stringMatching(/^5\.22/)],
    ['Residual correlation', '0.63'],
    ['Intercept', expect.stringMatching(/^17\.37/)],
  ]);
  expect(table.footnotes?.[0]).toContain(': residuals are drawn anew');
});
