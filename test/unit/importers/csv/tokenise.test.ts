import { describe, expect, it } from 'vitest';
import { toDialect } from '../../../../src-main/importers/csv/dialect.ts';
import { cellText, recordWidth, tokenise } from '../../../../src-main/importers/csv/tokenise.ts';
import type { Tokens } from '../../../../src-main/importers/csv/tokenise.ts';

function records(tokens: Tokens): string[][] {
  return Array.from({ length: tokens.nRecords }, (_, record) =>
    Array.from({ length: recordWidth(tokens, record) }, (__, i) =>
      cellText(tokens, tokens.recordStart[record] + i),
    ),
  );
}

const cut = (text: string, delimiter = ',', quote = '"', escape: 'double' | 'backslash' = 'double') =>
  tokenise(text, toDialect(delimiter, quote, escape));

describe('tokenise', () => {
  it.each(['a,b\n1,2\n', 'a,b\r\n1,2\r\n', 'a,b\r1,2\r', 'a,b\n1,2'])('knows the line ends of %j', (text) => {
    const tokens = cut(text);
    expect(records(tokens)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect([...tokens.recordLine.slice(0, 2)]).toEqual([1, 2]);
  });

  it('keeps delimiters, line ends and doubled quotation marks inside quotes', () => {
    const tokens = cut('"a,1","b\r\nc","d""e"\nx,y,z');
    expect(records(tokens)).toEqual([
      ['a,1', 'b\r\nc', 'd"e'],
      ['x', 'y', 'z'],
    ]);
    expect(tokens.recordLine[1]).toBe(3);
  });

  it('keeps empty cells at the end, also without a last line end', () => {
    expect(records(cut('a,,\n,'))).toEqual([
      ['a', '', ''],
      ['', ''],
    ]);
  });

  it('drops outer spaces of unquoted cells only', () => {
    expect(records(cut(' a , " b " ,\tc d\n'))).toEqual([['a', ' b ', 'c d']]);
  });

  it('treats runs of spaces and tabs as one delimiter', () => {
    expect(records(cut('  a   "b c"\t d  \n1 2 3', ' '))).toEqual([
      ['a', 'b c', 'd'],
      ['1', '2', '3'],
    ]);
  });

  it('resolves quotation marks after a backslash where the file writes them so', () => {
    expect(records(cut('"say \\"hi\\"",1', ',', '"', 'backslash'))).toEqual([['say "hi"', '1']]);
  });

  it('takes a stray quotation mark literally and counts it', () => {
    const tokens = cut('"5" tall",1\n');
    expect(records(tokens)).toEqual([['5" tall', '1']]);
    expect(tokens.strayQuotes).toEqual({ count: 1, firstLine: 1 });
  });

  it('tells where a quotation mark opens that is never closed', () => {
    expect(cut('a,b\n1,2\n"x,3\ny,4\n').unclosedLine).toBe(3);
  });

  it('gives quotation marks no meaning if there are none', () => {
    expect(records(cut('"a,b"\n', ',', ''))).toEqual([['"a', 'b"']]);
  });

  it('grows with the file', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},x`);
    expect(records(cut(rows.join('\n')))[2999]).toEqual(['2999', 'x']);
  });
});
