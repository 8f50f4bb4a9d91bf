import { describe, expect, it } from 'vitest';
import { describeStructure } from '../../../../src-main/engine/structure/describeStructure.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { RepeatedStructure } from '../../../../src-shared/model/repeatedStructure.ts';
import { continuous, dataset, nominal, referenceData } from '../../../helpers/datasets.ts';

function ask(
  data: Dataset,
  subject: readonly string[],
  time: string,
  group: string | null = null,
): RepeatedStructure {
  const question = { groupings: [], predictors: [], response: null, repeated: { subject, time, group } };
  const { repeated } = describeStructure(data, question);
  if (repeated === null) throw new Error('no row is left');
  return repeated;
}

describe('subjects and their occasions', () => {
  it('are counted: 16 rats weighed at 11 uneven days', () => {
    expect(ask(referenceData('bodyweight'), ['Rat'], 'Time', 'Diet')).toEqual({
      subject: ['Rat'],
      time: 'Time',
      nRows: 176,
      nSubjects: 16,
      nSingle: 0,
      maxRows: 11,
      nOccasions: 11,
      longestGap: 1,
      occasions: ['1', '8', '15', '22', '29', '36', '43', '44', '50', '57', '64'],
      minPerOccasion: 16,
      maxPerOccasion: 16,
      duplicates: null,
      rarestPair: { first: '1', second: '8', nSubjects: 16 },
      rarestNeighbours: { first: '1', second: '8', nSubjects: 16 },
      distances: { nDistinct: 2, only: 7, even: false, shortest: 1, longest: 7 },
      group: { column: 'Diet', smallest: { level: '2', nSubjects: 4 }, split: null },
    });
  });

  const visits = dataset([
    nominal('person', ['a', 'a', 'b', 'b', 'a', 'c'], ['a', 'b', 'c']),
    continuous('day', [0, 7, 0, 7, 7, 14]),
    nominal('arm', ['x', 'y', 'x', 'x', 'x', 'y'], ['x', 'y']),
  ]);

  it('names a subject with two rows at an occasion, pairs nobody has, and single rows', () => {
    expect(ask(visits, ['person'], 'day', 'arm')).toMatchObject({
      nSubjects: 3,
      nSingle: 1,
      minPerOccasion: 1,
      duplicates: { count: 1, example: { subject: 'a', occasion: '7', nRows: 2 } },
      rarestPair: { first: '0', second: '14', nSubjects: 0 },
      rarestNeighbours: { first: '7', second: '14', nSubjects: 0 },
      distances: { nDistinct: 1, only: 7, even: true, shortest: 7, longest: 7 },
      group: { split: { subject: 'a', levels: ['x', 'y'] } },
    });
  });

  it('can be combinations of columns', () => {
    const repeated = ask(visits, ['arm', 'person'], 'day');
    expect(repeated).toMatchObject({
      subject: ['arm', 'person'],
      nSubjects: 4,
      duplicates: null,
      group: null,
    });
  });

  it('leave out rows of their own answer only', () => {
    const data = dataset([
      nominal('person', ['a', 'a', 'b'], ['a', 'b']),
      continuous('day', [0, Number.NaN, 0]),
      continuous('y', [1, 2, 3]),
    ]);
    const question = { groupings: [], predictors: [], response: 'y' };
    const repeated = { subject: ['person'], time: 'day', group: null };
    const facts = describeStructure(data, { ...question, repeated });
    expect([facts.nRows, facts.repeated?.nRows]).toEqual([3, 2]);
    expect(describeStructure(data, { ...question, others: ['day'] }).nRows).toBe(2);
  });

  it('of thousands of occasions are not paired', () => {
    const n = 5000;
    const data = dataset([
      nominal('one', new Array<string>(n).fill('a'), ['a']),
      continuous(
        't',
        Array.from({ length: n }, (_, i) => i),
      ),
    ]);
    expect(ask(data, ['one'], 't')).toMatchObject({ nOccasions: n, rarestPair: null, maxRows: n });
  });
});
