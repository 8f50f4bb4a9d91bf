import { expect, test } from 'vitest';
import { ask } from '../../../../src-main/engine/ask.ts';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import type { TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

function tables(formula: string): TableBlock[] {
  const dataset = referenceData('orthodont');
  const result = fit(dataset, formula);
  const answer = runToEnd(ask(dataset, result.spec, { kind: 'effectSizes' }));
  const { blocks } = buildReport(result, { dataName: 'orthodont' }, [answer]);
  return blocks.filter((block): block is TableBlock => block.kind === 'table');
}

const withCaption = (all: readonly TableBlock[], caption: RegExp) =>
  all.find((table) => caption.test(table.caption));

test('variances beside the null model, and effect sizes of terms', () => {
  const all = tables('distance ~ age * Sex + (1 | Subject)');
  const components = withCaption(all, /beside those of the null model/);
  expect(components?.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['Subject: level', '3.75', '3.30', '−12.1\u00a0%', '−0.041'],
    ['Residual', '4.93', '1.92', '−61.0\u00a0%', '−0.283'],
  ]);
  expect(components?.footnotes.join(' ')).toContain('distance ~ 1 + (1 | Subject)');
  expect(components?.footnotes.join(' ')).not.toContain('slopes');
  const terms = withCaption(all, /Effect sizes/);
  expect(terms?.rows.map(([{ text }]) => text)).toEqual(['age', 'Sex', 'age × Sex']);
  expect(terms?.footnotes).toContain('age is left out together with age × Sex.');
});

test('with random slopes it says what the level is', () => {
  const components = withCaption(tables('distance ~ age + (age | Subject)'), /null model/);
  expect(components?.rows.map(([{ text }]) => text)).toEqual(['Subject: level', 'Residual']);
  expect(components?.footnotes.join(' ')).toContain('Random slopes have no counterpart');
});

test('without fixed terms there are no effect sizes of terms', () => {
  expect(withCaption(tables('distance ~ 1 + (1 | Subject)'), /Effect sizes/)).toBeUndefined();
});
