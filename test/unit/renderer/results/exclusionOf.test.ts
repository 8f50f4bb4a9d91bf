import { expect, test } from 'vitest';
import { exclusionOf } from '../../../../src-renderer/features/results/exclusionOf.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';

const nested = 'strength ~ 1 + (1 | batch/cask)';

test('a cluster within another is described by both columns, as the engine names it', () => {
  const exclusion = exclusionOf({ group: 'cask:batch', level: 'b:C' }, nested);
  expect(exclusion).toEqual([
    { variable: 'cask', level: 'b' },
    { variable: 'batch', level: 'C' },
  ]);
  const without = fit(referenceData('pastes'), nested, { exclude: [exclusion!] });
  expect(without.nObs).toBe(58);
  expect(without.ranef[0].levels).not.toContain('b:C');
});

test('one column may hold colons; of two nobody knows which', () => {
  expect(exclusionOf({ group: 'g', level: 'a:b' }, 'y ~ x + (1 | g)')).toEqual([
    { variable: 'g', level: 'a:b' },
  ]);
  expect(exclusionOf({ group: 'cask:batch', level: 'a:1:C' }, nested)).toBeNull();
});
