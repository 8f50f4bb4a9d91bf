import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import type { RichText, TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

function added(formula: string) {
  const dataset = referenceData('orthodont');
  const result = fit(dataset, formula);
  const answer = runToEnd(ask(dataset, result.spec, { kind: 'likelihoodRatioTests' }));
  const { blocks } = buildReport(result, { dataName: 'orthodont' }, [answer]);
  const at = blocks.findIndex((block) => block.kind === 'table' && /^Likelihood-ratio/.test(block.caption));
  if (at < 0) return null;
  const [reading, table] = [blocks[at - 1], blocks[at] as TableBlock];
  return {
    reading: reading.kind === 'text' ? plainText(reading.text) : '',
    rows: table.rows.map((row) => row.map(({ text }) => text)),
    notes: table.footnotes.join(' '),
  };
}

test('terms, df and p; refitted by maximum likelihood', () => {
  const shown = added('distance ~ age + Sex + (age | Subject)');
  expect(shown?.reading).toBe('By likelihood ratio: clear evidence (p < .05) for age and Sex.');
  expect(shown?.rows).toEqual([
    ['age', '1', '39.39', '< .001', '484.2'],
    ['Sex', '1', '6.38', '.012', '451.2'],
  ]);
  expect(shown?.notes).toContain('this one too, since REML criteria cannot be compared');
});

test('what an interaction contains is named', () => {
  expect(added('distance ~ age * Sex + (1 | Subject)')?.notes).toContain(
    'Not left out on their own, since an interaction contains them: age and Sex.',
  );
});

test('nothing to leave out, nothing to show', () => {
  expect(added('distance ~ 1 + (1 | Subject)')).toBeNull();
});

function plainText(text: RichText): string {
  return text.map((run) => (typeof run === 'string' ? run : run.text)).join('');
}
