import { expect, it } from 'vitest';
import { makeNames } from '../../../../src-shared/report/words/names.ts';
import { pluralUnit } from '../../../../src-shared/report/words/units.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';

it.each([
  ['point', 'points'],
  ['day', 'days'],
  ['inch', 'inches'],
  ['foot', 'feet'],
  ['century', 'centuries'],
  ['point per test', 'points per test'],
  ...['ms', 'mg', 'kg', '%', 'cm', '°C', 'm/s', 'mmol', 'bpm', 'min', 'kPa', 'points', 'Punkte', ''].map(
    (same) => [same, same],
  ),
])('%s becomes %s beside numbers other than 1', (one, many) => {
  expect(pluralUnit(one)).toBe(many);
});

it('says 1 point, 1.7 points, −1 point, 1.0 points', () => {
  const { withUnit } = makeNames(sleepstudyResult(), { dataName: 'd', units: { Reaction: 'point' } });
  expect(['1', '1.7', '−1', '1.0', '0'].map((value) => withUnit(value).replace('\u00a0', ' '))).toEqual([
    '1 point',
    '1.7 points',
    '−1 point',
    '1.0 points',
    '0 points',
  ]);
});
