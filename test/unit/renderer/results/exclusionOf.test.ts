import { expect, test } from 'vitest';
import { exclusionOf } from '../../../../src-renderer/features/results/exclusionOf.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

const nested = 'strength ~ 1 + (1 | batch/cask)';

test('a cluster within another is described by both columns, as the engine names it', () => {
  const exclusion = exclusionOf({ kind: 'cluster', group: 'cask:batch', level: 'b:C' }, nested);
  expect(exclusion).toEqual([
    { variable: 'cask', level: 'b' },
    { variable: 'batch', level: 'C' },
  ]);
  const without = fit(referenceData('pastes'), nested, { exclude: [exclusion!] });
  expect(without.nObs).toBe(58);
  expect(without.ranef[0].levels).not.toContain('b:C');
});

test('one column may hold colons; of two nobody knows which', () => {
  expect(exclusionOf({ kind: 'cluster', group: 'g', level: 'a:b' }, 'y ~ x + (1 | g)')).toEqual([
    { variable: 'g', level: 'a:b' },
  ]);
  expect(exclusionOf({ kind: 'cluster', group: 'cask:batch', level: 'a:1:C' }, nested)).toBeNull();
});

test('a row is left out by its number', () => {
  const exclusion = exclusionOf({ kind: 'row', row: 12, clusters: [] }, nested);
  const without = fit(referenceData('pastes'), nested, { exclude: [exclusion!] });
  expect([...without.frame.rows].includes(11)).toBe(false);
  expect(without.nObs).toBe(59);
  expect(without.droppedRows.excluded).toEqual([{ text: 'row 12', count: 1 }]);
});
