import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { setOutcome } from '../../../../src-shared/draft/commands/outcome.ts';
import { setDf } from '../../../../src-shared/draft/commands/options.ts';
import {
  clearStructure,
  setBands,
  setResidualGroup,
  setStandardErrors,
  setStructure,
  setSubject,
  setTime,
  setVarianceBy,
} from '../../../../src-shared/draft/commands/residual.ts';
import { withoutColumn } from '../../../../src-shared/draft/commands/withoutColumn.ts';
import { draftFromFormula } from '../../../../src-shared/draft/draftFromFormula.ts';
import { equationOf } from '../../../../src-shared/draft/equationOf.ts';
import { proposedTime, proposedUnits, unitCandidates } from '../../../../src-shared/draft/proposeRepeated.ts';
import { sentenceOf } from '../../../../src-shared/draft/sentenceOf.ts';
import { draftOf, specOf } from '../../../../src-shared/draft/specOf.ts';
import { structurePicture } from '../../../../src-shared/draft/structurePicture.ts';
import { usedColumns } from '../../../../src-shared/draft/usedColumns.ts';
import { modelSpecSchema } from '../../../../src-shared/model/modelSpec.ts';
import { residualStructures } from '../../../../src-shared/model/residualStructures.ts';
import { residualBrief, residualParts } from '../../../../src-shared/report/words/residualClause.ts';
import { structureWords } from '../../../../src-shared/report/words/structures.ts';
import {
  categorical,
  done,
  draftFor,
  facts,
  grouped,
  numeric,
  refused,
} from '../../../helpers/builderFacts.ts';

const visits = { subject: ['Subject'], time: 'visit' };
const plain = draftFor('y ~ arm * visit');
const un = setStructure(plain, 'un', visits).draft;

describe('a structure', () => {
  test('makes the model one by REML, and comes back from the spec', () => {
    expect(specOf(plain)?.method).toBe('OLS');
    for (const draft of [
      un,
      setResidualGroup(un, 'arm').draft,
      setBands(setStructure(un, 'un_banded', visits).draft, 3).draft,
      setVarianceBy(plain, 'arm').draft,
      setStandardErrors(setDf(un, 'between-within').draft, 'empirical').draft,
    ]) {
      const spec = specOf(draft);
      expect(spec).toMatchObject({ method: 'REML', residual: draft.residual });
      expect(spec && draftOf(modelSpecSchema.parse(spec))).toEqual(draft);
    }
  });

  test('survives a formula that is typed', () => {
    expect(draftFromFormula('z ~ 1', un).residual).toEqual(un.residual);
  });

  test('takes the degrees of freedom and standard errors along that need it', () => {
    const draft = setStandardErrors(setDf(un, 'containment').draft, 'empirical').draft;
    expect(clearStructure(draft).draft).toEqual(plain);
    expect(clearStructure(setDf(un, 'kenward-roger').draft).draft.df).toBe('kenward-roger');
    expect(setStandardErrors(draft, 'model-based').draft).toEqual(setDf(un, 'containment').draft);
  });

  test('keeps units, time and groups when it is exchanged, and loses what only the other one has', () => {
    const banded = setResidualGroup(setStructure(un, 'un_banded', visits).draft, 'arm').draft;
    expect(banded.residual).toEqual({ structure: 'un_banded', ...visits, group: 'arm', bands: 2 });
    const ar1 = setStructure(banded, 'ar1', visits).draft;
    expect(ar1.residual).toEqual({ structure: 'ar1', ...visits, group: 'arm' });
    expect(setResidualGroup(ar1, null).draft.residual).toEqual({ structure: 'ar1', ...visits });
    const moved = setTime(setSubject(un, ['site', 'Subject', 'site']).draft, 'day').draft;
    expect(moved.residual).toEqual({ structure: 'un', subject: ['site', 'Subject'], time: 'day' });
    const nested = setStructure(draftFor('y ~ 1 + (1 | site/Subject)'), 'un', visits).draft;
    expect(setSubject(nested, ['Subject', 'site']).draft.residual?.subject).toEqual(['site', 'Subject']);
    expect(setVarianceBy(un, 'arm').draft.residual).toEqual({
      structure: 'diag',
      subject: ['Subject'],
      heterogeneousBy: 'arm',
    });
  });

  test('reads its columns, and goes where one of them that it needs goes', () => {
    const draft = setResidualGroup(setSubject(un, ['site', 'Subject']).draft, 'arm').draft;
    expect(usedColumns(draft)).toEqual(expect.arrayContaining(['site', 'Subject', 'visit', 'arm']));
    expect(withoutColumn(draft, 'visit').draft.residual).toBeUndefined();
    expect(withoutColumn(un, 'Subject').draft.residual).toBeUndefined();
    expect(withoutColumn(draft, 'site').draft.residual?.subject).toEqual(['Subject']);
    expect(withoutColumn(draft, 'arm').draft.residual).toEqual({
      structure: 'un',
      subject: ['site', 'Subject'],
      time: 'visit',
    });
    expect(refused(setOutcome(un, 'visit'))).toBe(
      'visit is already a predictor and the order or time of the residuals; an outcome cannot explain itself.',
    );
  });
});

describe('in words', () => {
  const variables = [numeric('y'), numeric('visit'), categorical('arm', 2), categorical('Subject', 20)];
  const said = (draft: typeof un) => sentenceOf(draft, variables).split('; ').at(-1);

  test('the sentence says how residuals hang together', () => {
    expect(sentenceOf(un, variables)).toBe(
      'y depends on arm and visit, with the interaction arm × visit; residuals of the same subject hang together, each pair of occasions in its own way (UN over visit).',
    );
    expect(said(setResidualGroup(setStructure(un, 'car1', visits).draft, 'arm').draft)).toBe(
      'residuals of the same subject hang together, the more the closer in time (CAR(1) over visit), with parameters of their own for each arm.',
    );
    expect(said(setSubject(un, ['school', 'class']).draft)).toContain('of the same class within school hang');
    expect(said(setStructure(un, 'diag', visits).draft)).toBe(
      'residuals spread differently at each visit (DIAG over visit).',
    );
    expect(said(setVarianceBy(plain, 'arm').draft)).toBe('residuals spread differently for each arm.');
  });

  test('every structure has a clause, a name and an equation', () => {
    const short = residualStructures.map((structure) => structureWords[structure].short);
    expect(new Set(short).size).toBe(residualStructures.length);
    for (const structure of residualStructures) {
      if (structure === 'iid') continue;
      const draft = setStructure(plain, structure, visits).draft;
      expect(said(draft)).not.toContain('undefined');
      expect(residualBrief(residualParts(draft.residual!, (name) => name))).toMatch(
        / residuals within subject over visit$/,
      );
      expect(equationOf(draft, variables)?.lines.at(-1)).toMatch(/R_\{st\} = \S/);
    }
  });

  test('the equation has the vector of a subject, by its name where rows are counted otherwise', () => {
    const laws = (draft: typeof un) => equationOf(draft, variables)?.lines.at(-1) ?? '';
    expect(laws(un)).toContain('\\boldsymbol{\\varepsilon}_{j} \\sim N(\\mathbf{0}, \\mathbf{R})');
    expect(equationOf(un, variables)?.lines[0]).toContain('_{ij}');
    const crossed = setStructure(draftFor('y ~ 1 + (1 | item)'), 'ar1', visits).draft;
    expect(laws(crossed)).toMatch(/varepsilon\}_\{\\text\{name:\d\}\}/);
    expect(laws(setVarianceBy(plain, 'arm').draft)).toMatch(/sigma_\{\\text\{name:\d\}\[i\]\}\^2/);
  });

  test.each([
    ['cs', 2],
    ['csh', 5],
    ['arma11', 3],
    ['toep', 4],
    ['toeph', 7],
    ['ante1', 7],
    ['hf', 5],
    ['fa1', 8],
    ['un', 10],
  ] as const)('%s has %i parameters for four occasions', (structure, count) => {
    expect(structureWords[structure].parameters(4)).toBe(count);
  });

  test('banded structures have as many as their diagonals are long', () => {
    expect([1, 2, 3, 4, 9].map((bands) => structureWords.un_banded.parameters(4, bands))).toEqual([
      4, 7, 9, 10, 10,
    ]);
  });
});

test.each(residualStructures)('the picture of %s is a matrix that can be', (structure) => {
  const picture = structurePicture(structure);
  const correlations = new Matrix(picture.map((row, s) => row.map((value, t) => (s === t ? 1 : value))));
  expect(correlations.isSymmetric()).toBe(true);
  expect(Math.min(...new EigenvalueDecomposition(correlations).realEigenvalues)).toBeGreaterThan(0);
  const variances = new Set(picture.map((row, s) => row[s]));
  expect(variances.size).toBe(structureWords[structure].variances === 'same' ? 1 : 5);
});

describe('what is proposed', () => {
  const variables = [
    numeric('y'),
    numeric('day', { nDistinct: 150 }),
    categorical('visit', 4),
    categorical('arm', 2),
    categorical('patient', 45, 'id'),
    categorical('site', 9),
  ];
  const known = facts(
    variables,
    {
      groupings: [
        grouped(['patient'], 45, { maxRows: 4, constantWithin: ['arm', 'site'] }),
        grouped(['site'], 9, { maxRows: 20 }),
        grouped(['site', 'patient'], 45, { maxRows: 4 }),
      ],
    },
    180,
  );

  test('the grouping with the most levels, else what looks like units', () => {
    expect(proposedUnits(draftFor('y ~ 1'), known)).toEqual(['patient']);
    expect(proposedUnits(draftFor('y ~ 1 + (1 | site)'), known)).toEqual(['site']);
    const nested = draftFor('y ~ 1 + (1 | site/patient)');
    expect(unitCandidates(nested, known).slice(0, 2)).toEqual([['site', 'patient'], ['site']]);
    const numbered = facts([
      numeric('y'),
      numeric('dose', { nDistinct: 6 }),
      numeric('ID', { nDistinct: 30 }),
    ]);
    expect(proposedUnits(draftFor('y ~ 1'), numbered)).toEqual(['ID']);
    expect(unitCandidates(draftFor('y ~ 1'), numbered)).toEqual([['ID'], ['dose']]);
    expect(proposedUnits(draftFor('y ~ x'), facts([numeric('y'), categorical('arm', 2)]))).toBeNull();
  });

  test('a time with as many values as a unit has rows before one that is a number', () => {
    expect(proposedTime(['patient'], draftFor('y ~ day * arm'), known)).toBe('visit');
    const withoutVisit = { ...known, variables: variables.filter(({ name }) => name !== 'visit') };
    expect(proposedTime(['patient'], draftFor('y ~ day * arm'), withoutVisit)).toBe('day');
    expect(
      proposedTime(['patient'], draftFor('y ~ arm'), facts([numeric('y'), categorical('arm', 2)])),
    ).toBeNull();
    expect(done(setOutcome(un, 'y')).residual).toEqual(un.residual);
  });
});
