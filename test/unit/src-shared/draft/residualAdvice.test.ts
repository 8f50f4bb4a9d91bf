import { describe, expect, test } from 'vitest';
import { adviseModel } from '../../../../src-shared/draft/advice/adviseModel.ts';
import { setDf, setMethod } from '../../../../src-shared/draft/commands/options.ts';
import {
  setResidualGroup,
  setStandardErrors,
  setStructure,
  setVarianceBy,
} from '../../../../src-shared/draft/commands/residual.ts';
import { commonObstacle, structureChoices } from '../../../../src-shared/draft/structureChoices.ts';
import { suggestStructure } from '../../../../src-shared/draft/suggestStructure.ts';
import type { ModelDraft } from '../../../../src-shared/model/modelDraft.ts';
import type { ResidualSpec } from '../../../../src-shared/model/modelSpec.ts';
import type { RepeatedStructure } from '../../../../src-shared/model/repeatedStructure.ts';
import { categorical, draftFor, facts, numeric, repeatedOver } from '../../../helpers/builderFacts.ts';

const units = { subject: ['Subject'], time: 'day' };
const variables = [
  numeric('y'),
  numeric('day'),
  categorical('visit', 4),
  categorical('arm', 2),
  categorical('Subject', 100),
];

function seen(
  nSubjects: number,
  nOccasions: number,
  change: Partial<RepeatedStructure> = {},
): RepeatedStructure {
  return repeatedOver(['Subject'], 'day', nSubjects, nOccasions, change);
}

const known = (repeated: RepeatedStructure | null) => facts(variables, { repeated }, 400);

const chosen = (structure: ResidualSpec['structure'], formula = 'y ~ day') =>
  setStructure(draftFor(formula), structure, units).draft;

/** Advice about residuals and options: code, severity, text and what its fixes make of the structure. */
function advised(draft: ModelDraft, repeated: RepeatedStructure | null = seen(100, 4)) {
  return adviseModel(draft, known(repeated))
    .filter(({ place }) => place.kind === 'residual' || place.kind === 'options')
    .map(({ code, severity, lead, rest, fixes }) => ({
      code,
      severity,
      text: lead + rest,
      fixes: fixes.map(({ change }) => change.draft.residual?.structure ?? 'iid'),
    }));
}

test('an ordinary structure, or one whose facts are not known yet, needs no advice', () => {
  expect(advised(chosen('un'))).toEqual([]);
  expect(advised(chosen('un'), null)).toEqual([]);
  expect(advised(chosen('un'), { ...seen(2, 40), time: 'visit' })).toEqual([]);
  expect(advised(chosen('ar1', 'y ~ day + (1 | Subject)'))).toEqual([]);
});

describe('what the fit would refuse', () => {
  test.each<[string, ResidualSpec['structure'], RepeatedStructure, string, string[]]>([
    [
      'one-occasion',
      'ar1',
      seen(100, 1, { occasions: ['3'] }),
      'day is 3 in all rows used: with a single occasion nothing can hang together.',
      ['iid'],
    ],
    [
      'residual-per-row',
      'cs',
      seen(100, 4, { nSingle: 100, maxRows: 1 }),
      'Every Subject has a single row: nothing was measured repeatedly. Choose the column that identifies who or what was measured several times.',
      ['iid'],
    ],
    [
      'duplicate-occasion',
      'cs',
      seen(100, 4, { duplicates: { count: 3, example: { subject: '308', occasion: '7', nRows: 2 } } }),
      'Subject 308 has 2 rows at day 7, and there are 2 more such cases: a subject can have one row per occasion. Correct the rows, choose a time that tells them apart, or name all columns that identify a subject.',
      ['iid'],
    ],
    [
      'one-distance',
      'car1',
      seen(100, 2, { distances: { nDistinct: 1, only: 7, even: true, shortest: 7, longest: 7 } }),
      'All pairs of rows of one subject are 7 apart in day: how correlation falls with the distance cannot be seen from one distance.',
      ['cs'],
    ],
    [
      'too-many-covariance-parameters',
      'un',
      seen(30, 40, { nRows: 300 }),
      'UN has 820 parameters for 300 rows; choose a structure with fewer parameters, such as CS, AR(1) or TOEP.',
      ['ar1'],
    ],
    [
      'more-occasions-than-subjects',
      'un',
      seen(11, 11),
      'A free covariance of 11 occasions takes more than 11 subjects, and there are 11 subjects.',
      ['ar1'],
    ],
    [
      'one-subject',
      'cs',
      seen(1, 50),
      'There is only one subject: what all its rows have in common cannot be told from the average.',
      ['iid'],
    ],
    [
      'cluster-too-large',
      'cs',
      seen(2, 5000),
      '5,000 rows belong to one subject: where each has its own covariance with every other, at most 2,000 can be handled. Long series can be fitted with AR(1), ARH(1), CAR(1), SP(EXP) or ANTE(1).',
      ['ar1'],
    ],
  ])('%s', (code, structure, repeated, text, fixes) => {
    expect(advised(chosen(structure), repeated)).toEqual([{ code, severity: 'impossible', text, fixes }]);
  });

  test('long series are no obstacle to AR(1), and to ANTE(1) unless rows lie far apart', () => {
    expect(advised(chosen('ar1'), seen(2, 5000))).toEqual([]);
    expect(advised(setDf(chosen('ar1'), 'kenward-roger').draft, seen(2, 5000))).toEqual([]);
    expect(advised(chosen('ante1'), seen(20, 5000))).toEqual([
      expect.objectContaining({ code: 'many-covariance-parameters', severity: 'unwise' }),
    ]);
    expect(advised(chosen('ante1'), seen(20, 5000, { longestGap: 300 }))[0].text).toBe(
      'Rows that follow each other within one subject lie up to 300 occasions of day apart: with ANTE(1) over 5,000 occasions at most 100 can be handled.',
    );
    const wide = chosen('ante1', 'y ~ day * Subject');
    expect(advised(wide, seen(100, 5000))[0].text).toContain(
      'beside 200 coefficients is more than can be handled',
    );
    expect(advised(chosen('toep'), seen(20, 1000))[0].code).toBe('too-many-covariance-parameters');
  });

  test('long series beside groupings, and more random effects of crossed groupings than can be handled', () => {
    const beside = chosen('ar1', 'y ~ day + (1 | Subject) + (day | visit)');
    expect(advised(setDf(beside, 'kenward-roger').draft, seen(100, 5000))).toEqual([]);
    const grouping = { minRows: 4, medianRows: 4, maxRows: 4, constantWithin: [] };
    const pairs = [{ outer: 'Subject', inner: 'visit', relation: 'crossed' as const }];
    const crossed = (nLevels: number) =>
      adviseModel(
        beside,
        facts(variables, {
          repeated: seen(100, 40),
          pairs,
          groupings: [
            { ...grouping, factors: ['Subject'], nLevels },
            { ...grouping, factors: ['visit'], nLevels: 300 },
          ],
        }),
      ).filter(({ code }) => code === 'too-many-random-effects');
    expect(crossed(1400)).toEqual([]);
    expect(crossed(1401)).toMatchObject([
      { severity: 'impossible', lead: 'The crossed groupings Subject and visit have 2,001 random effects' },
    ]);
  });

  test('a time of categories for distances, and a subject in two groups', () => {
    const byVisit = setStructure(draftFor('y ~ 1'), 'sp_exp', { ...units, time: 'visit' }).draft;
    expect(advised(byVisit)).toEqual([
      {
        code: 'residual-time-not-numeric',
        severity: 'impossible',
        text: 'SP(EXP) counts the distance between two times, but visit holds categories; AR(1) counts the steps.',
        fixes: ['ar1'],
      },
    ]);
    const group = {
      column: 'arm',
      smallest: { level: 'b', nSubjects: 3 },
      split: { subject: '7', levels: ['a', 'b'] },
    } as const;
    const draft = setResidualGroup(chosen('ar1'), 'arm').draft;
    expect(advised(draft, seen(100, 4, { group }))).toMatchObject([
      {
        code: 'group-within-subject',
        text: 'arm is a and b within Subject 7: one subject belongs to one group.',
        fixes: ['ar1'],
      },
    ]);
  });

  test('a structure without units or time, from a foreign spec', () => {
    const residual = { structure: 'ar1', subject: [] } as const;
    expect(advised({ ...draftFor('y ~ 1'), residual })[0].code).toBe('residual-without-subject');
    expect(advised({ ...draftFor('y ~ 1'), residual: { ...residual, subject: ['Subject'] } })[0].code).toBe(
      'residual-without-time',
    );
  });

  test('a column that is not in the data is told at its place', () => {
    const draft = setStructure(draftFor('y ~ 1'), 'un', { subject: ['patient'], time: 'day' }).draft;
    expect(advised(draft, null)).toMatchObject([{ code: 'unknown-column', fixes: ['iid'] }]);
  });

  test('Kenward-Roger by ML or beside empirical standard errors', () => {
    const draft = setDf(chosen('un'), 'kenward-roger-linear').draft;
    expect(advised(setMethod(draft, 'ML').draft)[0].code).toBe('kenward-roger-by-ml');
    expect(advised(setStandardErrors(draft, 'empirical').draft)[0].code).toBe('kenward-roger-empirical');
  });
});

describe('what would mislead', () => {
  test('parameters that rest on few subjects, overall and in the smallest group', () => {
    expect(advised(chosen('un'), seen(16, 11))).toEqual([
      {
        code: 'many-covariance-parameters',
        severity: 'unwise',
        text: 'UN has 66 parameters for 16 subjects: they rest on little and can hardly be told from one another.',
        fixes: ['ar1'],
      },
    ]);
    const group = { column: 'arm', smallest: { level: 'b', nSubjects: 6 }, split: null };
    const draft = setResidualGroup(chosen('un'), 'arm').draft;
    expect(advised(draft, seen(100, 4, { group }))[0].text).toMatch(
      /^UN has 10 parameters for 6 subjects of arm b:/,
    );
    expect(advised(chosen('ar1'), seen(3, 40))).toEqual([]);
  });

  test('occasions that nobody shares', () => {
    const rarestPair = { first: '2', second: '9', nSubjects: 0 };
    expect(advised(chosen('un'), seen(100, 4, { rarestPair }))).toMatchObject([
      { code: 'never-together', severity: 'unwise' },
    ]);
    expect(advised(chosen('ante1'), seen(100, 4, { rarestPair }))).toEqual([]);
    const rarestNeighbours = rarestPair;
    expect(advised(chosen('ante1'), seen(100, 4, { rarestNeighbours }))[0].text).toBe(
      'No subject has both day 2 and 9: how these two hang together cannot be seen in the data.',
    );
  });

  test('steps that are not equally long, more so where each subject has its own times', () => {
    const distances = { nDistinct: 2, only: 7, even: false, shortest: 1, longest: 7 } as const;
    expect(advised(chosen('ar1'), seen(16, 11, { distances }))).toMatchObject([
      {
        code: 'uneven-time',
        severity: 'hint',
        text: 'day is unevenly spaced: neighbours are 1 to 7 apart, and AR(1) counts each of them as one step. CAR(1) counts the distance.',
        fixes: ['car1'],
      },
    ]);
    expect(advised(chosen('toep'), seen(50, 20, { distances, maxPerOccasion: 4 }))[0].severity).toBe(
      'unwise',
    );
    expect(advised(chosen('ante1'), seen(100, 4, { distances }))).toEqual([]);
  });

  test('random effects of the subjects that say the same', () => {
    const competes = (structure: ResidualSpec['structure'], formula: string) =>
      advised(chosen(structure, formula)).map(({ code, fixes }) => [code, fixes]);
    const both = ['competing-covariances', ['cs', 'iid']];
    expect(competes('cs', 'y ~ day + (1 | Subject)')).toEqual([both]);
    expect(competes('cs', 'y ~ day + (0 + day | Subject)')).toEqual([]);
    expect(competes('cs', 'y ~ day + (1 | arm)')).toEqual([]);
    expect(competes('un', 'y ~ day + (0 + day | Subject)')).toEqual([
      ['competing-covariances', ['un', 'iid']],
    ]);
    expect(competes('car1', 'y ~ day + (day | Subject)')).toEqual([]);
  });

  test('empirical standard errors of few subjects', () => {
    const draft = setStandardErrors(chosen('ar1'), 'empirical').draft;
    expect(advised(draft, seen(12, 4))[0].text).toBe(
      'Empirical standard errors rest on 12 subjects: with so few they tend to be too small.',
    );
    expect(advised(draft)).toEqual([]);
  });

  test('single rows, and variances by a column with a level for nearly every row', () => {
    expect(advised(chosen('un'), seen(100, 4, { nSingle: 60 }))[0].text).toBe(
      '60 of 100 subjects have a single row, which says nothing about how rows hang together.',
    );
    expect(advised(setVarianceBy(draftFor('y ~ 1'), 'arm').draft)).toEqual([]);
    const rows = facts([numeric('y'), categorical('g', 300)], {}, 400);
    const [first] = adviseModel(setVarianceBy(draftFor('y ~ 1'), 'g').draft, { ...rows, structure: null });
    expect(first).toMatchObject({ code: 'too-many-covariance-parameters', severity: 'unwise' });
  });
});

describe('choices', () => {
  test('say why one cannot be, and what all have against them', () => {
    const choices = structureChoices({ ...units, time: 'visit' }, draftFor('y ~ 1'), known(null));
    expect(choices.filter(({ obstacle }) => obstacle !== null).map(({ structure }) => structure)).toEqual([
      'car1',
      'sp_exp',
      'sp_gau',
    ]);
    expect(commonObstacle(choices)).toBeNull();
    const single = structureChoices(units, draftFor('y ~ 1'), known(seen(100, 1)));
    expect(commonObstacle(single)).toContain('a single occasion');
  });

  test('count their parameters', () => {
    const choices = structureChoices(units, draftFor('y ~ 1'), known(seen(100, 4)));
    expect(choices.find(({ structure }) => structure === 'toeph')?.parameters).toBe(7);
  });
});

describe('suggestion', () => {
  const uneven = { nDistinct: 2, only: 7, even: false, shortest: 1, longest: 7 } as const;
  const suggested = (repeated: RepeatedStructure, formula = 'y ~ day') =>
    suggestStructure(repeated, draftFor(formula))?.structure;

  test('follows how the rows lie', () => {
    expect(suggested(seen(200, 4))).toBe('un');
    expect(suggested(seen(200, 4), 'y ~ day + (1 | Subject)')).toBe('ar1');
    expect(suggested(seen(12, 4))).toBe('ar1');
    expect(suggested(seen(16, 11, { distances: uneven }))).toBe('car1');
    expect(suggested(seen(11, 31, { distances: null }))).toBe('ar1');
    expect(suggestStructure(seen(11, 31), draftFor('y ~ 1'))?.reason).toContain('long series');
  });

  test('is silent where nothing can be fitted', () => {
    expect(suggested(seen(100, 1))).toBeUndefined();
    expect(suggested(seen(100, 4, { nSingle: 100 }))).toBeUndefined();
  });
});
