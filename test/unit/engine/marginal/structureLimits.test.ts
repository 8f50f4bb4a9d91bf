import { expect, test } from 'vitest';
import type { ResidualSpec } from '../../../../src-shared/model/modelSpec.ts';
import { fit, referenceData, reorderRows } from '../../../helpers/datasets.ts';

const orthodont = referenceData('orthodont');

/** Codes and severities of what a fit says about the limits of its structure. */
function said(structure: ResidualSpec['structure'], keep: (row: number) => boolean): string[] {
  const rows = Array.from({ length: orthodont.nRows }, (_, i) => i).filter(keep);
  const data = { ...reorderRows(orthodont, rows), nRows: rows.length };
  const residual = { structure, subject: ['Subject'], time: 'age' };
  return fit(data, 'distance ~ age', { residual }).notices.flatMap(({ code, severity }) =>
    code.startsWith('structure-') ? [`${code} ${severity}`] : [],
  );
}

const firstSubjects = (count: number) => (row: number) => row < 4 * count;
const firstAges = (count: number) => (row: number) => row % 4 < count;

test.each([
  ['un', firstSubjects(4), 'structure-more-parameters-than-subjects serious'],
  ['un', firstSubjects(6), 'structure-more-parameters-than-subjects caution'],
  ['fa1', firstAges(2), 'structure-few-occasions serious'],
  ['arma11', firstAges(2), 'structure-few-occasions serious'],
  ['cs', firstSubjects(1), 'structure-one-subject serious'],
  ['car1', (row: number) => row % 8 < 4 === row % 4 < 2, 'structure-one-distance caution'],
  ['un', (row: number) => row % 8 < 4 === row % 4 < 2, 'structure-never-together caution'],
] as const)('%s with too little data says why', (structure, keep, expected) => {
  expect(said(structure, keep)).toEqual([expected]);
});

test.each(['un', 'car1', 'toeph', 'fa1'] as const)('%s with enough of them says nothing', (structure) => {
  expect(said(structure, () => true)).toEqual([]);
});
