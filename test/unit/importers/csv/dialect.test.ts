import { describe, expect, it } from 'vitest';
import { failure, read, valuesOf, warningCodes } from './read.ts';

describe('delimiter and quotation mark', () => {
  it.each([',', ';', '\t', '|'])('finds the delimiter %j', (delimiter) => {
    const rows = ['a b', 'x', 'y'].join(delimiter) + '\n' + ['Smith', '1', '2.5'].join(delimiter) + '\n';
    const reading = read(rows);
    expect(reading.detected).toMatchObject({ delimiter, quote: '"', header: true });
    expect(reading.dataset.columns.map((column) => column.name)).toEqual(['a b', 'x', 'y']);
  });

  it('is not misled by commas in texts and numbers', () => {
    expect(read('name;x\nSmith, J;1,5\nDoe, A;2,5\n').detected.delimiter).toBe(';');
    expect(read('1,5;2,5;3,5\n4,5;5,5;6,5\n').detected.delimiter).toBe(';');
    expect(read('name\tx\nSmith, J\t1\nDoe, A\t2\n').detected.delimiter).toBe('\t');
    expect(read('a,t\n1,"x;y;z"\n2,"u;v;w"\n').detected.delimiter).toBe(',');
  });

  it('divides at runs of spaces where every line gets the same cells, but leaves words together', () => {
    expect(valuesOf(read('x   g\n 1.5  a \n 22   b\n'), 'x')).toEqual([1.5, 22]);
    const cities = read('name\nNew York\nLos Angeles\n');
    expect(valuesOf(cities, 'name')).toEqual(['New York', 'Los Angeles']);
    expect(warningCodes(cities)).toContain('single-column');
  });

  it('reads a file of one column with a warning that the delimiter may be wrong', () => {
    const reading = read('x\n1\n2\n');
    expect(valuesOf(reading, 'x')).toEqual([1, 2]);
    expect(warningCodes(reading)).toEqual(['single-column']);
  });

  it('obeys a first line sep=', () => {
    const reading = read('sep=|\na|b\n1|x,y;z\n2|bad\n');
    expect(reading.detected.delimiter).toBe('|');
    expect(valuesOf(reading, 'b')).toEqual(['x,y;z', 'bad']);
  });

  it('finds apostrophes that quote cells', () => {
    const reading = read("a;b\n'x;1';2\n'y';3\n");
    expect(reading.detected.quote).toBe("'");
    expect(valuesOf(reading, 'a')).toEqual(['x;1', 'y']);
  });

  it('finds quotation marks escaped by a backslash', () => {
    expect(valuesOf(read('a,b\n"say \\"hi\\"",1\n"x",2\n'), 'a')).toEqual(['say "hi"', 'x']);
    expect(valuesOf(read('a,b\n"C:\\",1\n"D:\\",2\n'), 'a')).toEqual(['C:\\', 'D:\\']);
  });

  it('does what it is told', () => {
    const reading = read('a;b,c\n1;2,3\n', { delimiter: ';', header: false, quote: '' });
    expect(reading.detected).toMatchObject({ delimiter: ';', header: false, quote: '' });
    expect(valuesOf(reading, 'column_1')).toEqual(['a', '1']);
  });

  it('warns of stray quotation marks and keeps the text', () => {
    const reading = read('a,b\n"5" tall",1\nx,2\n');
    expect(valuesOf(reading, 'a')).toEqual(['5" tall', 'x']);
    expect(warningCodes(reading)).toEqual(['stray-quotes']);
  });

  it('refuses a quotation mark that is never closed, and names its line', () => {
    const error = failure(() => read('a,b\nz,0\n"x,1\ny,2\n'));
    expect(error).toMatchObject({
      code: 'unclosed-quote',
      message: expect.stringContaining('line 3') as string,
    });
  });

  it('reads lines longer than the sample it looks at', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `v${i}`);
    const reading = read(`${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`);
    expect(reading.dataset.columns).toHaveLength(20_000);
    expect(valuesOf(reading, 'v19999')).toEqual([19_999]);
  });
});
