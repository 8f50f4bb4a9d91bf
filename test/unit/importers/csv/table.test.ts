import { describe, expect, it } from 'vitest';
import { failure, problemsOf, read, valuesOf, warningCodes } from './read.ts';

const names = (text: string) => read(text).dataset.columns.map((column) => column.name);

describe('header', () => {
  it.each([
    ['x,g\n1,a\n2,b\n', true, []],
    ['x\ty\n1\tNA\n2\t3\n', true, []],
    ['"1","2"\n3,4\n5,6\n', true, []],
    ['1,2\n3,4\n', false, []],
    ['NA,2\n3,4\n', false, []],
    ['a,x\nb,y\na,z\n', false, []],
    ['g,h\na,x\nb,y\n', true, ['header-assumed']],
    ['name,2019,2020\nAnn,1.5,2\nBob,3,4\n', true, ['header-assumed']],
    ['Ann,19,20\nBob,3,4\n', false, ['header-assumed']],
  ])('of %j: %s', (text, header, codes) => {
    const reading = read(text);
    expect(reading.detected.header).toBe(header);
    expect(warningCodes(reading)).toEqual(codes);
  });

  it('makes duplicate and empty names unique and says so', () => {
    const reading = read('x,x,,x_2\n1,2,3,4\n');
    expect(reading.dataset.columns.map((column) => column.name)).toEqual(['x', 'x_3', 'column_3', 'x_2']);
    expect(warningCodes(reading)).toEqual(['duplicate-column-name', 'empty-column-name']);
    expect(names('x,x\n1,2\n')).toEqual(['x', 'x_2']);
  });

  it('takes names that objects have', () => {
    const reading = read('__proto__,constructor\n1,2\n3,4\n', {
      columns: Object.fromEntries([['constructor', 'nominal' as const]]),
    });
    expect(valuesOf(reading, '__proto__')).toEqual([1, 3]);
    expect(valuesOf(reading, 'constructor')).toEqual(['2', '4']);
    expect(Object.entries(reading.detected.columns)).toEqual([
      ['__proto__', 'continuous'],
      ['constructor', 'nominal'],
    ]);
  });

  it('refuses a file that has nothing but a header', () => {
    expect(failure(() => read('a,b\n')).code).toBe('no-data-rows');
    expect(failure(() => read(',,\n,,\n')).code).toBe('no-data-rows');
    expect(failure(() => read('a,b\n1,2\n'.slice(0, 4), { header: true })).code).toBe('no-data-rows');
  });
});

describe('rows that do not fit', () => {
  it('reports a line with too few cells; the last are missing', () => {
    const reading = read('a,b,c\n1,2,3\n\n4,5\n6,7,8\n');
    expect(valuesOf(reading, 'c')).toEqual([3, null, 8]);
    expect(reading.problems).toEqual([
      {
        line: 4,
        row: 2,
        column: 'c',
        value: '',
        reason: 'the line has 2 cells, the header has 3: the last ones are missing',
      },
    ]);
  });

  it('reports a line with too many cells and uses none, since any of them may be in the wrong column', () => {
    const reading = read('a,b\n1,2\nSmith, J,5\n6,7\n');
    expect(valuesOf(reading, 'a')).toEqual([1, null, 6]);
    expect(problemsOf(reading)).toEqual([
      '2  Smith, J,5: the line has 3 cells, the header has 2: none of them was used',
    ]);
  });

  it.each(['x,y\n0,435,1\n1,5,2\n', 'x\n0,435\n1,5\n2,7\n', 'a,b,c\n1,2\n3,4\n'])('refuses %j', (text) => {
    const error = failure(() => read(text));
    expect(error).toMatchObject({
      code: 'ragged-rows',
      message: expect.stringContaining('line 2') as string,
    });
  });

  it('leaves out an empty last column and ignores superfluous delimiters', () => {
    expect(names('a,b,\n1,2,\n3,4,\n')).toEqual(['a', 'b']);
    expect(read('a,b,\n1,2\n3,4\n').problems).toEqual([]);
    const reading = read('a,b\n1,2,\n3,4,,\n');
    expect(valuesOf(reading, 'b')).toEqual([2, 4]);
    expect(warningCodes(reading)).toEqual(['trailing-delimiter']);
  });

  it('takes the first column for row names where R left its name out, but not decimals for a column', () => {
    const reading = read('x g\nr1 1.5 a\nr2 2.5 b\n');
    expect(valuesOf(reading, 'column_1')).toEqual(['r1', 'r2']);
    expect(valuesOf(reading, 'x')).toEqual([1.5, 2.5]);
    expect(failure(() => read('x,y\n0,435,7\n1,5,8\n')).code).toBe('ragged-rows');
  });
});

describe('lines that are no rows', () => {
  it('skips blank lines and lines of delimiters, and names them', () => {
    const reading = read('a,b\n\n1,2\n \n3,4\n,\n\n');
    expect(reading.dataset.nRows).toBe(2);
    expect(reading.warnings.map((warning) => warning.message)).toEqual([
      'Blank lines 2, 4, 6 of the file: skipped.',
    ]);
    expect(read('a,b\n1,2\n\n\n').warnings).toEqual([]);
  });

  it('keeps a row of quoted empty cells', () => {
    expect(valuesOf(read('a\n"x"\n""\n"y"\n'), 'a')).toEqual(['x', null, 'y']);
  });

  it('skips comment lines, but not a header or data that begin with #', () => {
    const reading = read('# made by me, today\na,b\n1,2\n#c\n3,4\n');
    expect(valuesOf(reading, 'a')).toEqual([1, 3]);
    expect(warningCodes(reading)).toEqual(['skipped-comment-lines']);
    expect(names('#a,b\n1,2\n')).toEqual(['#a', 'b']);
    expect(valuesOf(read('g,b\n#1,2\n#2,3\n'), 'g')).toEqual(['#1', '#2']);
  });

  it('skips a title above the table', () => {
    const reading = read('Study one\n\na,b,c\n1,2,x\n3,4,y\n');
    expect(valuesOf(reading, 'b')).toEqual([2, 4]);
    expect(warningCodes(reading)).toContain('skipped-title-lines');
  });

  it('counts lines as an editor does, also within quotes', () => {
    const reading = read('a,b\r\n"x\r\ny",1\r\nz,bad\r\nw,3\r\nv,4\r\n');
    expect(reading.problems).toMatchObject([{ line: 4, row: 2, column: 'b', value: 'bad' }]);
    expect(valuesOf(reading, 'a')[0]).toBe('x\r\ny');
  });
});
