import { expect, test } from 'vitest';
import { runToEnd } from '../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../src-main/engine/ask.ts';
import type { MeansRequest } from '../../../../src-shared/model/analyses/means.ts';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

function tables(request: Partial<MeansRequest>) {
  const dataset = referenceData('orthodont');
  const result = fit(dataset, 'distance ~ age * Sex + (age | Subject)');
  const requests = [{ specs: '~ Sex', contrast: null, adjust: null, df: null, ...request }];
  const answer = runToEnd(ask(dataset, result.spec, { kind: 'means', requests }));
  const { blocks } = buildReport(result, { dataName: 'orthodont' }, [answer]);
  return blocks.flatMap((block) =>
    block.kind === 'table' && /^(Means|Comparisons) of/.test(block.caption)
      ? [{ ...block, cells: block.rows.map((row) => row.map(({ text }) => text)) }]
      : [],
  );
}

test('means and their comparison follow the effects', () => {
  const [means, comparisons] = tables({ contrast: 'pairwise' });
  expect(means.caption).toBe('Means of distance by Sex');
  expect(means.cells.map(([level]) => level)).toEqual(['Female', 'Male']);
  // emmeans: 24.96875 and 22.6477272727 (reference case orthodont-growth)
  expect(means.cells.map((row) => row[1])).toEqual(['22.648', '24.969']);
  expect(comparisons.cells[0].slice(0, 2)).toEqual(['Female - Male', '−2.321']);
  expect(comparisons.footnotes).toEqual([
    'p values and limits are not adjusted for the number of comparisons.',
  ]);
});

test('means alone have no comparisons', () => {
  expect(tables({})).toHaveLength(1);
});
