import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src-main/importers/csv/encoding.ts';
import { readCsv } from '../../../../src-main/importers/csv/readCsv.ts';
import { failure, levelsOf, valuesOf, warningCodes } from './read.ts';

const table = 'größe,名\n1,β\n2,α\n';
const utf8 = Buffer.from(table, 'utf8');
const utf16le = Buffer.from(table, 'utf16le');
const utf16be = Buffer.from(utf16le).swap16();
const fixture = (name: string) =>
  readCsv(readFileSync(new URL(`../../../fixtures/csv/${name}`, import.meta.url)), name);

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8, 'utf-8'],
    ['UTF-8 with mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]), 'utf-8'],
    ['UTF-16 LE', utf16le, 'utf-16le'],
    ['UTF-16 LE with mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le]), 'utf-16le'],
    ['UTF-16 BE', utf16be, 'utf-16be'],
    ['UTF-16 BE with mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]), 'utf-16be'],
  ])('recognises %s', (_, bytes, encoding) => {
    expect(decodeText(bytes, 'f')).toEqual({ text: table, encoding, warnings: [] });
  });

  it('takes what is not UTF-8 for Windows-1252, and says so with the line', () => {
    const decoded = decodeText(Buffer.from([0x61, 0x0a, 0xe9, 0x20, 0x80, 0x93]), 'f');
    expect(decoded).toMatchObject({ text: 'a\né €“', encoding: 'latin1' });
    expect(decoded.warnings[0]?.message).toContain('line 2');
  });

  it('reads in the encoding it is told', () => {
    expect(decodeText(utf8, 'f', 'latin1').text).toContain('grÃ¶ÃŸe');
  });

  it('refuses bytes that the wanted encoding does not have', () => {
    const error = failure(() => decodeText(Buffer.from([0x61, 0x0a, 0xe9]), 'f', 'utf-8'));
    expect(error).toMatchObject({
      code: 'undecodable',
      message: expect.stringContaining('Line 2') as string,
    });
  });

  it('refuses a damaged UTF-8 file instead of garbling the rest of it', () => {
    const error = failure(() => decodeText(Buffer.concat([utf8, Buffer.from([0xe9, 0x0a])]), 'f'));
    expect(error).toMatchObject({
      code: 'undecodable',
      message: expect.stringContaining('line 4') as string,
    });
  });

  it.each([
    ['an Excel workbook (.xlsx)', 'PK\u0003\u0004....xl/workbook.xml'],
    ['an OpenDocument spreadsheet (.ods)', 'PK\u0003\u0004application/vnd.oasis.opendocument.spreadsheet'],
    ['a ZIP archive', 'PK\u0003\u0004....data.csv'],
    ['a PNG image', '\u0089PNG\r\n\u001a\n'],
    ['a PDF document', '%PDF-1.7'],
    ['an SQLite database', 'SQLite format 3\0'],
    ['an old Excel workbook (.xls)', '\u00d0\u00cf\u0011\u00e0'],
    ['an SPSS data file (.sav)', '$FL2@(#) SPSS'],
    ['a gzip archive', '\u001f\u008b\b'],
    ['a web page (HTML)', '<!DOCTYPE html><html>'],
    ['a binary file of unknown kind', '\u0001\u0002\u0003\0\u0004\u0005abc\0\u0006'],
  ])('names %s', (kind, content) => {
    const error = failure(() => decodeText(Buffer.from(content, 'latin1'), 'f.csv'));
    expect(error.code).toBe('not-text');
    expect(error.message).toContain(kind);
    expect(error.hint).not.toBe('');
  });

  it('names the line of a NUL character in a text', () => {
    const text = `a,b\n${'1,2\n'.repeat(20)}3,\0\n`;
    expect(failure(() => decodeText(Buffer.from(text), 'f'))).toMatchObject({
      code: 'nul-character',
      message: expect.stringContaining('Line 22') as string,
    });
  });

  it.each(['', '\ufeff', ' \r\n\n'])('calls %j empty', (text) => {
    expect(failure(() => decodeText(Buffer.from(text), 'f')).code).toBe('empty-file');
  });
});

// german-excel.csv: "CSV (semicolon)" of a German Excel, Windows-1252. excel-unicode-text.txt: its "Unicode text".
// write-table.txt: R's write.table with its defaults.
describe('files of other programs', () => {
  it('reads a German Excel file', () => {
    const reading = fixture('german-excel.csv');
    expect(reading.detected).toMatchObject({
      encoding: 'latin1',
      delimiter: ';',
      decimal: ',',
      thousands: '.',
    });
    expect(valuesOf(reading, 'Größe')).toEqual([1234.5, 987.25, null]);
    expect(levelsOf(reading, 'Gruppe')).toEqual(['Nord', 'Süd']);
    expect(warningCodes(reading)).toEqual(['encoding-assumed', 'dates-as-text']);
  });

  it("reads Excel's Unicode text", () => {
    const reading = fixture('excel-unicode-text.txt');
    expect(reading.detected).toMatchObject({ encoding: 'utf-16le', delimiter: '\t' });
    expect(valuesOf(reading, 'weight')).toEqual([70.5, 81.25, null]);
    expect(valuesOf(reading, 'group')).toEqual(['α', 'β', 'α']);
  });

  it("reads R's write.table", () => {
    const reading = fixture('write-table.txt');
    expect(reading.detected).toMatchObject({ delimiter: ' ', header: true, missingCodes: ['NA'] });
    expect(valuesOf(reading, 'column_1')).toEqual(['1', '2', '3']);
    expect(valuesOf(reading, 'yield')).toEqual([111, 130.5, null]);
    expect(valuesOf(reading, 'Variety')).toEqual(['Golden Rain', 'Victory', '5" rows']);
    expect(warningCodes(reading)).toContain('row-names');
  });
});
