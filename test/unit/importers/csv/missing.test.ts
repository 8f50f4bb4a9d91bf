import { describe, expect, it } from 'vitest';
import { problemsOf, read, valuesOf, warningCodes } from './read.ts';

describe('missing values', () => {
  it('knows blank cells and the usual codes, and tells which occur', () => {
    const reading = read('x,g\n1,a\nNA,b\n.,NA\n-,-\nnull,c\nNaN,\n,b\n" ",N/A\n');
    expect(valuesOf(reading, 'x')).toEqual([1, ...Array<null>(7).fill(null)]);
    expect(valuesOf(reading, 'g')).toEqual(['a', 'b', null, null, 'c', null, 'b', null]);
    expect([...reading.detected.missingCodes].sort()).toEqual(['-', '.', 'N/A', 'NA', 'NaN', 'null']);
    expect(reading.problems).toEqual([]);
  });

  it('takes a minus beside a plus for a value', () => {
    expect(valuesOf(read('rh,y\n+,1\n-,2\n+,3\n'), 'rh')).toEqual(['+', '-', '+']);
  });

  it('never takes a given level for a missing code', () => {
    expect(valuesOf(read('a,y\nNA,1\nEU,2\n', { levels: { a: ['EU', 'NA'] } }), 'a')).toEqual(['NA', 'EU']);
  });

  it('takes the given codes instead of the usual ones', () => {
    const reading = read('x,g\n1,-99\n-99,b\n-99.0,b\nNA,NA\n2,c\n', { missingCodes: ['-99'] });
    expect(valuesOf(reading, 'x')).toEqual([1, null, null, null, 2]);
    expect(valuesOf(reading, 'g')).toEqual([null, 'b', 'b', 'NA', 'c']);
    expect(problemsOf(reading)).toEqual(['4 x NA: it is not a number']);
    expect(reading.detected.missingCodes).toEqual(['-99']);
  });

  it.each([
    ['-99', ['1', '2', '5', '-99', '-99'], 2],
    ['999', ['12', '999', '40', '999', '33'], 2],
    ['-9', ['0', '3', '1', '-9'], 1],
  ])('suggests %s and keeps it', (code, cells, count) => {
    const reading = read(`x;y\n${cells.map((cell) => `${cell};1`).join('\n')}\n`);
    expect(reading.suggestedMissingCodes).toEqual([{ column: 'x', code, count }]);
    expect(valuesOf(reading, 'x')).toContain(Number(code));
    expect(warningCodes(reading)).toEqual(['possible-missing-code']);
  });

  it('suggests nothing for values in line with the others', () => {
    expect(read('x;y\n97;-9\n98;-8.5\n99;-8\n99;-12\n').suggestedMissingCodes).toEqual([]);
    expect(read('x;y\n99;1\n99;1\n').suggestedMissingCodes).toEqual([]);
  });
});
