import { expect, it } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import { selectedEffect } from '../../../../src-renderer/features/results/selectedEffect.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

it('says what changes without a selected cluster that the tables do not list', () => {
  const dataset = referenceData('sleepstudy');
  const result = fit(dataset, 'Reaction ~ Days + (Days | Subject)');
  const answer = runToEnd(ask(dataset, result.spec, { kind: 'influence', group: 'Subject' }));
  const { blocks } = buildReport(result, { dataName: 'd' }, [answer]);
  const start = blocks.findIndex((block) => block.kind === 'heading' && block.section === 'influence');
  const section = blocks.slice(start);
  const lines = selectedEffect(section, { kind: 'cluster', group: 'Subject', level: '372' });
  expect(lines.slice(0, 2)).toEqual(['Subject 372', 'Cook’s distance: 0.010']);
  expect(lines.some((line) => /^Days: 10\.\d+ with it, 10\.\d+ without$/.test(line))).toBe(true);
  expect(selectedEffect(section, { kind: 'cluster', group: 'Item', level: '372' })).toEqual([]);
  expect(selectedEffect(section, null)).toEqual([]);
});
