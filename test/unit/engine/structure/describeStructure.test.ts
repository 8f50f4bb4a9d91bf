import { describe, expect, it } from 'vitest';
import { describeStructure } from '../../../../src-main/engine/structure/describeStructure.ts';
import type { StructureQuestion } from '../../../../src-main/engine/structure/describeStructure.ts';
import { buildDataset } from '../../../helpers/buildDataset.ts';
import { continuous, dataset, nominal, referenceData } from '../../../helpers/datasets.ts';

function ask(...[data, question]: [ReturnType<typeof dataset>, Partial<StructureQuestion>]) {
  return describeStructure(data, { groupings: [], predictors: [], response: null, ...question });
}

describe('how groupings lie in each other', () => {
  it('finds labels of casks that repeat across batches, by the outcome', () => {
    const { pairs, nRows } = ask(referenceData('pastes'), {
      groupings: [['batch'], ['cask']],
      response: 'strength',
    });
    expect(nRows).toBe(60);
    expect(pairs).toEqual([{ outer: 'batch', inner: 'cask', relation: 'implicit' }]);
  });

  it('finds them by a variable that labels the combinations, without an outcome', () => {
    const { pairs } = ask(referenceData('pastes'), { groupings: [['cask'], ['batch'], ['sample']] });
    expect(pairs).toEqual([
      { outer: 'batch', inner: 'cask', relation: 'implicit' },
      { outer: 'cask', inner: 'sample', relation: 'nested' },
      { outer: 'batch', inner: 'sample', relation: 'nested' },
    ]);
  });

  it('sees plates and samples crossed: one row each leaves no unit to find', () => {
    const { pairs } = ask(referenceData('penicillin'), {
      groupings: [['plate'], ['sample']],
      response: 'diameter',
    });
    expect(pairs).toEqual([{ outer: 'plate', inner: 'sample', relation: 'crossed' }]);
  });

  it('sees machines and workers crossed although each pair has three rows: machines differ', () => {
    const { pairs } = ask(referenceData('machines'), {
      groupings: [['Worker'], ['Machine']],
      response: 'score',
    });
    expect(pairs).toEqual([{ outer: 'Worker', inner: 'Machine', relation: 'crossed' }]);
  });

  it('sees students and lecturers partially crossed, lecturers nested in departments', () => {
    const { pairs, groupings } = ask(referenceData('insteval'), {
      groupings: [['s'], ['d'], ['dept']],
      response: 'y',
    });
    expect(pairs).toEqual([
      { outer: 's', inner: 'd', relation: 'partial' },
      { outer: 's', inner: 'dept', relation: 'partial' },
      { outer: 'dept', inner: 'd', relation: 'nested' },
    ]);
    expect(groupings.map(({ nLevels }) => nLevels)).toEqual([2972, 1128, 14]);
  });

  it('sees children nested in schools whichever is named first', () => {
    const { pairs } = ask(referenceData('egsingle'), { groupings: [['childid'], ['schoolid']] });
    expect(pairs).toEqual([{ outer: 'schoolid', inner: 'childid', relation: 'nested' }]);
  });

  it('takes classes numbered anew in each school for nested, visits of drop-outs not', () => {
    const sizes = [2, 4, 3, 5, 2];
    const cells = sizes.flatMap((k, outer) =>
      Array.from({ length: k }, (_, inner) => ({ school: `s${outer}`, class: `${inner + 1}` })),
    );
    const order = ['1', '2', '3', '4', '5'];
    const pupils = cells.flatMap((cell) => [cell, cell, cell]);
    const relation = (rows: typeof cells) =>
      ask(
        dataset([
          nominal(
            'school',
            rows.map((row) => row.school),
          ),
          nominal(
            'class',
            rows.map((row) => row.class),
            order,
          ),
        ]),
        { groupings: [['school'], ['class']] },
      ).pairs;
    expect(relation(pupils)).toEqual([{ outer: 'school', inner: 'class', relation: 'implicit' }]);
    expect(relation(cells)).toEqual([{ outer: 'school', inner: 'class', relation: 'crossed' }]);
  });
});

describe('rows of a grouping', () => {
  it('counts them, and names what never changes within it', () => {
    const { groupings } = ask(referenceData('egsingle'), {
      groupings: [['schoolid'], ['schoolid', 'childid']],
      predictors: ['year', 'size', 'female'],
      response: 'math',
    });
    expect(groupings).toEqual([
      {
        factors: ['schoolid'],
        nLevels: 60,
        minRows: 18,
        medianRows: 103,
        maxRows: 387,
        constantWithin: ['size'],
      },
      {
        factors: ['schoolid', 'childid'],
        nLevels: 1721,
        minRows: 2,
        medianRows: 4,
        maxRows: 6,
        constantWithin: ['size', 'female'],
      },
    ]);
  });

  it('takes numbers as levels', () => {
    const data = buildDataset({ id: [3, 1, 3, 2], x: [1, 2, 1, 4] });
    expect(ask(data, { groupings: [['id']], predictors: ['x'] }).groupings).toEqual([
      { factors: ['id'], nLevels: 3, minRows: 1, medianRows: 1, maxRows: 2, constantWithin: ['x'] },
    ]);
  });

  it('uses the rows without missing values in what is asked about, and only the levels in them', () => {
    const data = dataset([
      nominal('g', ['a', 'a', 'b', 'c', 'c', ''], ['a', 'b', 'c']),
      continuous('x', [1, 2, NaN, 4, Infinity, 6]),
      continuous('unasked', [NaN, NaN, NaN, NaN, NaN, NaN]),
    ]);
    const { nRows, groupings } = ask(data, { groupings: [['g']], predictors: ['x'] });
    expect(nRows).toBe(3);
    expect(groupings[0]).toMatchObject({ nLevels: 2, minRows: 1, medianRows: 1.5, maxRows: 2 });
  });

  it('is empty where no row is complete', () => {
    const data = dataset([nominal('g', ['a', 'b']), continuous('x', [NaN, 1]), continuous('y', [1, NaN])]);
    expect(ask(data, { groupings: [['g'], ['x']], predictors: ['y'] })).toEqual({
      nRows: 0,
      groupings: [
        { factors: ['g'], nLevels: 0, minRows: 0, medianRows: 0, maxRows: 0, constantWithin: ['x', 'y'] },
        { factors: ['x'], nLevels: 0, minRows: 0, medianRows: 0, maxRows: 0, constantWithin: ['g', 'y'] },
      ],
      pairs: [],
      repeated: null,
      collinear: [],
      constant: ['g', 'x', 'y'],
    });
  });

  it('names variables with a single value', () => {
    const data = buildDataset({ g: ['a', 'a', 'a'], x: [5, 5, 5], y: [1, 2, 3] });
    expect(ask(data, { groupings: [['g']], predictors: ['x'], response: 'y' }).constant).toEqual(['g', 'x']);
  });

  it('refuses a name that is no column', () => {
    expect(() => ask(buildDataset({ x: [1] }), { predictors: ['z'] })).toThrow('z is not a column');
  });
});
