import { describe, expect, it } from 'vitest';
import { problemsOf, read, valuesOf, warningCodes } from './read.ts';

describe('decimal and thousands marks', () => {
  it('reads 0,435 as 0.435 in a file with semicolons', () => {
    const reading = read('g;x\na;0,435\nb;1,5\nc;22\n');
    expect(reading.detected).toMatchObject({ delimiter: ';', decimal: ',', thousands: '' });
    expect(valuesOf(reading, 'x')).toEqual([0.435, 1.5, 22]);
    expect(reading.warnings).toEqual([]);
  });

  it('reads quoted decimal commas in a file with commas', () => {
    const reading = read('g,x,y\na,"0,435",1\nb,"1,234",2\n');
    expect(reading.detected).toMatchObject({ delimiter: ',', decimal: ',' });
    expect(valuesOf(reading, 'x')).toEqual([0.435, 1.234]);
  });

  it('never reads 0,435 as 435 where the decimal mark is a point', () => {
    const reading = read('x;y\n1.5;"0,435"\n2.5;3\n3.5;2.5\n');
    expect(reading.detected).toMatchObject({ decimal: '.', thousands: '' });
    expect(valuesOf(reading, 'y')).toEqual([null, 3, 2.5]);
    expect(problemsOf(reading)).toEqual([
      '1 y 0,435: it holds a comma, but the decimal mark of this file is a point',
    ]);
    expect(valuesOf(read('x;y\n1;0,435\n', { decimal: '.', thousands: ',' }), 'y')).not.toContain(435);
  });

  it('does not take the decimals of an unquoted 0,435 for a column', () => {
    const reading = read('x,y\n1.5,2\n0,435,3\n2.5,4\n');
    expect(valuesOf(reading, 'x')).toEqual([1.5, null, 2.5]);
    expect(valuesOf(reading, 'y')).toEqual([2, null, 4]);
    expect(problemsOf(reading)).toEqual([
      '2  0,435,3: the line has 3 cells, the header has 2: none of them was used',
    ]);
  });

  it.each([
    ['g;x\na;1,234\nb;2,345\n', ',', 1.234],
    ['g;x\na;1,234\nb;2,345\nc;234\n', ',', 1.234],
    ['g;x\na;1,234\nb;2,345\nc;2345\n', ',', 1.234],
    ['g;x\na;1.234\nb;2.345\n', '.', 1.234],
    ['g;x\na;1.234\nb;2.345\nc;234\n', ',', 1234],
    ['g,x\na,"1,234"\nb,"2,345"\n', '.', 1234],
  ])('decides %j by what stands beside it, and says that it is doubtful', (text, decimal, first) => {
    const reading = read(text);
    expect(reading.detected.decimal).toBe(decimal);
    expect(valuesOf(reading, 'x')[0]).toBe(first);
    expect(warningCodes(reading)).toEqual(['ambiguous-decimal-mark']);
  });

  it('sees no doubt in three decimals after a point', () => {
    const reading = read('g,x\na,1.234\nb,2.345\n');
    expect(valuesOf(reading, 'x')).toEqual([1.234, 2.345]);
    expect(reading.warnings).toEqual([]);
  });

  it('reads thousands marks, and reports those that are not in groups of three', () => {
    const reading = read('g;x\na;1.234.567,5\nb;12.34,5\nc;5\nd;6,25\ne;1.234\n');
    expect(reading.detected).toMatchObject({ decimal: ',', thousands: '.' });
    expect(valuesOf(reading, 'x')).toEqual([1234567.5, null, 5, 6.25, 1234]);
    expect(problemsOf(reading)).toEqual([
      '2 x 12.34,5: its thousands marks (point) do not stand in groups of three digits',
    ]);
  });

  it.each([
    ["1'234.5", '.', "'"],
    ['1\u00a0234,5', ',', '\u00a0'],
    ['1\u202f234,5', ',', '\u202f'],
    ['1 234,5', ',', ' '],
  ])('reads %s', (text, decimal, thousands) => {
    const reading = read(`g;x\na;${text}\nb;7\n`);
    expect(reading.detected).toMatchObject({ decimal, thousands });
    expect(valuesOf(reading, 'x')).toEqual([1234.5, 7]);
  });

  it('says that single groups were taken as thousands because another column shows the decimal mark', () => {
    const reading = read('x;y\n1,5;1.234\n2,5;5.678\n');
    expect(valuesOf(reading, 'y')).toEqual([1234, 5678]);
    expect(warningCodes(reading)).toEqual(['thousands-mark-assumed']);
  });

  it.each([';', '\t'])('reads each column by its own decimal mark, delimiter %j', (delimiter) => {
    const reading = read('v;y\n1.0;2,000\n1.1;2,735\n1.2;3,470\n'.replaceAll(';', delimiter));
    expect(valuesOf(reading, 'v')).toEqual([1, 1.1, 1.2]);
    expect(valuesOf(reading, 'y')).toEqual([2, 2.735, 3.47]);
    expect(warningCodes(reading)).toEqual(['mixed-decimal-marks']);
    expect(reading.warnings[0].message).toMatch(/points \("v"\) .* commas \("y"\)/);
  });

  it('takes commas for thousands beside semicolons only where groups prove it', () => {
    const reading = read('v;y;z\n1.5;1,234,567;1,234\n2.5;2,345;2,345\n');
    expect(valuesOf(reading, 'y')).toEqual([1234567, 2345]);
    expect(valuesOf(reading, 'z')).toEqual([1234, 2345]);
    expect(valuesOf(read('v;y\n1.5;1,234\n2.5;2.5\n3.5;3.5\n'), 'y')).toEqual([null, 2.5, 3.5]);
  });

  it('takes the majority where marks are mixed, and reports every other number', () => {
    const reading = read('g;x\na;0,5\nb;1,25\nc;2.5\nd;1.234\n');
    expect(reading.detected).toMatchObject({ decimal: ',', thousands: '' });
    expect(valuesOf(reading, 'x')).toEqual([0.5, 1.25, null, null]);
    expect(reading.problems.map(({ line, value }) => [line, value])).toEqual([
      [4, '2.5'],
      [5, '1.234'],
    ]);
    expect(warningCodes(reading)).toEqual(['mixed-decimal-marks']);
  });

  it('reads neither kind as thousands where both stand undecided side by side', () => {
    const reading = read('g;x\na;1,234\nb;1.234\n');
    expect(valuesOf(reading, 'x')).toEqual([1.234, null]);
  });

  it('does what it is told', () => {
    const text = 'g;x\na;1,234\nb;2,345\n';
    expect(valuesOf(read(text, { decimal: '.' }), 'x')).toEqual([1234, 2345]);
    expect(valuesOf(read(text, { decimal: ',' }), 'x')).toEqual([1.234, 2.345]);
    expect(valuesOf(read(text, { thousands: ',' }), 'x')).toEqual([1234, 2345]);
    const none = read(text, { decimal: '.', thousands: '' });
    expect(none.detected.thousands).toBe('');
    expect(none.detected.columns.x).toBe('nominal');
    expect(warningCodes(none)).toEqual(['unreadable-numbers']);
  });
});
