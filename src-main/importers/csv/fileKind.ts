/** What a file that is no text table looks like, told from its first bytes. */

interface Signature {
  readonly kind: string;
  readonly hint: string;
  /** Bytes at the start; a text stands for its ASCII codes. */
  readonly start: string | readonly number[];
}

const EXPORT_HINT = 'Open it in the program that made it and save the table as CSV.';
const CHOOSE_HINT = 'Choose the file that holds the data table.';

const signatures: readonly Signature[] = [
  { kind: 'a PNG image', hint: CHOOSE_HINT, start: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'a JPEG image', hint: CHOOSE_HINT, start: [0xff, 0xd8, 0xff] },
  { kind: 'a GIF image', hint: CHOOSE_HINT, start: 'GIF8' },
  { kind: 'a PDF document', hint: EXPORT_HINT, start: '%PDF-' },
  { kind: 'an old Excel workbook (.xls)', hint: EXPORT_HINT, start: [0xd0, 0xcf, 0x11, 0xe0] },
  { kind: 'an SQLite database', hint: EXPORT_HINT, start: 'SQLite format 3\0' },
  { kind: 'a gzip archive', hint: 'Unpack it first.', start: [0x1f, 0x8b] },
  { kind: 'a bzip2 archive', hint: 'Unpack it first.', start: 'BZh' },
  { kind: 'an xz archive', hint: 'Unpack it first.', start: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0] },
  { kind: 'a 7z archive', hint: 'Unpack it first.', start: [0x37, 0x7a, 0xbc, 0xaf] },
  { kind: 'an SPSS data file (.sav)', hint: EXPORT_HINT, start: '$FL2@(#)' },
  { kind: 'an SPSS data file (.zsav)', hint: EXPORT_HINT, start: '$FL3@(#)' },
  { kind: 'a Stata data file (.dta)', hint: EXPORT_HINT, start: '<stata_dta>' },
  { kind: 'a Parquet file', hint: EXPORT_HINT, start: 'PAR1' },
  { kind: 'an HDF5 file', hint: EXPORT_HINT, start: [0x89, 0x48, 0x44, 0x46] },
  { kind: 'an R data file', hint: EXPORT_HINT, start: 'RDX' },
  { kind: 'an RTF document', hint: EXPORT_HINT, start: '{\\rtf' },
  { kind: 'a web page (HTML)', hint: EXPORT_HINT, start: '<!DOCTYPE html' },
  { kind: 'a web page (HTML)', hint: EXPORT_HINT, start: '<html' },
  { kind: 'an XML document', hint: EXPORT_HINT, start: '<?xml' },
];

/** The kind of the file and a way out, or null where its first bytes are not those of a known other format. */
export function recogniseFileKind(
  bytes: Uint8Array,
): { readonly kind: string; readonly hint: string } | null {
  if (startsWith(bytes, 'PK\u0003\u0004')) return { kind: zipKind(bytes), hint: EXPORT_HINT };
  return signatures.find((signature) => startsWith(bytes, signature.start)) ?? null;
}

function startsWith(bytes: Uint8Array, start: string | readonly number[]): boolean {
  for (let i = 0; i < start.length; i++) {
    const expected = typeof start === 'string' ? start.charCodeAt(i) : start[i];
    if (bytes[i] !== expected) return false;
  }
  return true;
}

/** Office documents are ZIP archives; the names of the parts tell them apart. */
function zipKind(bytes: Uint8Array): string {
  const directory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (directory.includes('xl/')) return 'an Excel workbook (.xlsx)';
  if (directory.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet (.ods)';
  if (directory.includes('word/')) return 'a Word document (.docx)';
  return 'a ZIP archive';
}
