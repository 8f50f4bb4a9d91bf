import { describe, expect, test } from 'vitest';
import { parseBenchArguments, parseFitArguments, UsageError } from '../../../src-main/cli/arguments.ts';

describe('arguments of fit', () => {
  test('files in their order, without a report', () => {
    expect(parseFitArguments(['b.json', 'a.json'])).toEqual({
      files: ['b.json', 'a.json'],
      reportPath: null,
    });
  });

  test('a report takes the name of its fit file', () => {
    const { reportPath } = parseFitArguments(['--report=out/{name}.pdf', 'x/a.json', 'b.json']);
    expect(reportPath?.('x/a.json')).toBe('out/a.pdf');
  });

  test('after -- everything is a file', () => {
    expect(parseFitArguments(['--', '--report'])).toMatchObject({ files: ['--report'] });
  });

  test.each([
    [[], 'No fit file'],
    [['--report'], 'needs a value'],
    [['--report', 'r.html'], 'No fit file'],
    [['--report', 'r.docx', 'a.json'], '.html or .pdf'],
    [['--report', 'r.html', '--report', 's.html', 'a.json'], 'given twice'],
    [['--report', 'r.html', 'a.json', 'b.json'], 'written twice'],
    [['--report', '{name}.html', 'x/a.json', 'y/a.json'], 'a.html would be written twice'],
    [['--verbose', 'a.json'], 'Unknown option --verbose'],
  ])('%j is wrong usage', (args, message) => {
    expect(() => parseFitArguments(args)).toThrow(UsageError);
    expect(() => parseFitArguments(args)).toThrow(message);
  });
});

describe('arguments of bench', () => {
  test('five repetitions unless told', () => {
    expect(parseBenchArguments(['a.json']).repeat).toBe(5);
    expect(parseBenchArguments(['--repeat', '12', 'a.json']).repeat).toBe(12);
  });

  test.each(['0', '-1', '2.5', 'many', '1e3'])('--repeat %s is wrong usage', (value) => {
    expect(() => parseBenchArguments(['--repeat', value, 'a.json'])).toThrow(UsageError);
  });
});
