import { describe, expect, it } from 'vitest';
import { isIdName } from '../../../../src-main/importers/csv/types.ts';
import { failure, levelsOf, problemsOf, read, valuesOf, warningCodes } from './read.ts';

const typeOf = (cells: readonly string[], name = 'v') =>
  read(`${name};y\n${cells.map((cell, i) => `${cell};${i}`).join('\n')}\n`).detected.columns[name];
const many = (make: (i: number) => string) => Array.from({ length: 12 }, (_, i) => make(i));

describe('inferred types', () => {
  it.each([
    ['numbers', ['1.5', '-2', '+3', '1e5'], 'continuous'],
    ['few distinct integers', ['1', '2', '1', '2'], 'continuous'],
    ['texts', ['a', 'b', 'a'], 'nominal'],
    ['truth values', ['TRUE', 'FALSE', 'TRUE'], 'nominal'],
    ['leading zeros', ['01234', '22222'], 'nominal'],
    ['quoted integers beside unquoted ones', ['"308"', '"309"', '"308"'], 'nominal'],
    ['some quoted integers', ['"308"', '309'], 'continuous'],
    ['hexadecimal numbers', ['0x1F', '0x2A'], 'nominal'],
    ['dates', ['2024-01-02', '2024-01-03'], 'nominal'],
    ['integers beyond 2^53', ['9007199254740993', '9007199254740995'], 'id'],
    ['all-different texts', many((i) => `p${i}`), 'id'],
    ['all-different dates', many((i) => `2024-01-${10 + i}`), 'nominal'],
    ['numbers with one mistake', ['1', '2', 'abc', '4'], 'continuous'],
    ['numbers and a repeated text', [...many(String), ...many(() => 'placebo').slice(0, 4)], 'nominal'],
    ['codes of digits and letters', ['12', '14A', '15B', 'C1'], 'nominal'],
  ])('%s', (_, cells, type) => {
    expect(typeOf(cells)).toBe(type);
  });

  it('takes integers under an id-like name for keys, but no decimals', () => {
    expect(typeOf(['308', '309', '308'], 'Subject')).toBe('id');
    expect(typeOf(['1', '2'], 'school_id')).toBe('id');
    expect(typeOf(['1.5', '2'], 'Subject')).toBe('continuous');
  });

  it.each(['id', 'ID', 'patientId', 'school.id', 'id_class', 'childid', 'Participant'])(
    '%s is an id name',
    (name) => {
      expect(isIdName(name)).toBe(true);
    },
  );

  it.each(['acid', 'valid', 'covid', 'age', 'idea', 'keyboard', 'width'])('%s is none', (name) => {
    expect(isIdName(name)).toBe(false);
  });

  it('learns nothing from quotation marks around everything, or around a needed comma', () => {
    expect(read('"a","b"\n"1","x"\n"2","y"\n').detected.columns.a).toBe('continuous');
    expect(read('a,b\n"0,5",1\n"1,5",2\n').detected.columns.a).toBe('continuous');
  });

  it('never rounds a key', () => {
    const reading = read('k,y\n12345678901234567890,1\n12345678901234567891,2\n');
    expect(valuesOf(reading, 'k')).toEqual(['12345678901234567890', '12345678901234567891']);
    expect(warningCodes(reading)).toEqual(['long-integers']);
  });

  it('says that dates stay text, and that a column is empty', () => {
    expect(warningCodes(read('d,y\n01/02/2024,1\n03/02/2024,2\n'))).toEqual(['dates-as-text']);
    expect(warningCodes(read('a,y\n,1\n,2\n'))).toEqual(['empty-column']);
  });

  it('reports every cell that is not a number', () => {
    const reading = read('x,y\n5%,1\n$5,2\nInf,3\n1e999,4\nabc,5\n1,6\n2,7\n3,8\n');
    expect(valuesOf(reading, 'x')).toEqual([null, null, null, null, null, 1, 2, 3]);
    expect(problemsOf(reading)).toEqual([
      '1 x 5%: it has a percent sign',
      '2 x $5: it has a currency sign',
      '3 x Inf: it is not a finite number',
      '4 x 1e999: it is too large to be held',
      '5 x abc: it is not a number',
    ]);
  });

  it('keeps a column of percentages as text and says why', () => {
    const reading = read('x,y\n5%,1\n7%,2\n');
    expect(valuesOf(reading, 'x')).toEqual(['5%', '7%']);
    expect(warningCodes(reading)).toEqual(['unreadable-numbers']);
    expect(reading.warnings[0].message).toContain('"5%" in line 2, because it has a percent sign');
  });
});

describe('declared types and levels', () => {
  it('reads a column as declared', () => {
    const reading = read('a,b,c\n007,2,x\n8,3,y\nz,4,x\n', {
      columns: { a: 'continuous', b: 'ordinal', c: 'id' },
    });
    expect(reading.detected.columns).toEqual({ a: 'continuous', b: 'ordinal', c: 'id' });
    expect(valuesOf(reading, 'a')).toEqual([7, 8, null]);
    expect(problemsOf(reading)).toEqual(['3 a z: it is not a number']);
    expect(levelsOf(reading, 'b')).toEqual(['2', '3', '4']);
  });

  it('orders levels by value if all are numbers, else by text, capitals first', () => {
    expect(levelsOf(read('a,y\n10,1\n9,2\n-1.5,3\n', { columns: { a: 'nominal' } }), 'a')).toEqual([
      '-1.5',
      '9',
      '10',
    ]);
    expect(levelsOf(read('a;y\n10,5;1\n9,25;2\n', { columns: { a: 'nominal' } }), 'a')).toEqual([
      '9,25',
      '10,5',
    ]);
    expect(levelsOf(read('a,y\n10,1\nb,2\n9,3\nB,4\na,5\n'), 'a')).toEqual(['10', '9', 'B', 'a', 'b']);
  });

  it('keeps the given order of levels, also of those that do not occur', () => {
    const reading = read('a,y\nx,1\nz,2\nw,3\nx,4\n', { levels: { a: ['z', 'y', 'x'] } });
    expect(levelsOf(reading, 'a')).toEqual(['z', 'y', 'x']);
    expect(valuesOf(reading, 'a')).toEqual(['x', 'z', null, 'x']);
    expect(problemsOf(reading)).toEqual(['3 a w: it is not among the given levels "z", "y", "x"']);
  });

  it('takes quoted and unquoted cells of one text for one level', () => {
    expect(levelsOf(read('a,y\n"x",1\nx,2\n"a""b",3\na"b,4\n'), 'a')).toEqual(['a"b', 'x']);
  });

  it('refuses columns that do not exist, and names those that do', () => {
    const columns = failure(() => read('a,b\n1,2\n', { columns: { c: 'nominal' } }));
    expect(columns).toMatchObject({
      code: 'unknown-column',
      message: expect.stringContaining('"c"') as string,
    });
    expect(columns.hint).toContain('"a", "b"');
    expect(failure(() => read('a,b\n1,2\n', { levels: { c: ['1'] } })).code).toBe('unknown-column');
  });

  it.each([
    { delimiter: ';;' },
    { delimiter: '"', quote: '"' },
    { decimal: ',' as const, thousands: ',' as const },
    { columns: { a: 'continuous' as const }, levels: { a: ['1'] } },
    { levels: { a: ['1', '1'] } },
  ])('refuses %j', (options) => {
    expect(failure(() => read('a,b\n1,2\n', options)).code).toBe('invalid-option');
  });
});
