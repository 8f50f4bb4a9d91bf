import type { Cell, TableBlock } from '../../model/outputDocument.ts';
import { escapeHtml } from './escape.ts';

/** A table as other programs take it from the clipboard. */
export interface ClipboardTable {
  /** With its formatting inside, for word processors and spreadsheets. */
  readonly html: string;
  /** Cells between tabs, rows between line ends: plain text that spreadsheets read. */
  readonly tsv: string;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The table for the clipboard: title and footnotes only where a word processor shows them. */
export function clipboardTable(table: TableBlock): ClipboardTable {
  const { columns, rows, footnotes, caption } = table;
  const last = rows.length - 1;
  const cell = (tag: 'th' | 'td', content: string, j: number, borders: string) => {
    const align = columns[j].align === 'number' ? 'right' : 'left';
    return `<${tag} style="text-align:${align};font-weight:normal;padding:2pt 6pt;vertical-align:top;${borders}">${content}</${tag}>`;
  };
  const head = columns.map(({ label }, j) =>
    cell('th', escapeHtml(label), j, 'border-top:1.5pt solid black;border-bottom:0.75pt solid black;'),
  );
  const body = rows.map((row, i) => {
    const borders = i === last ? 'border-bottom:1.5pt solid black;' : '';
    const cells = row.map((content, j) => cell('td', htmlOf(content, columns[j].align), j, borders));
    return `<tr>${cells.join('')}</tr>`;
  });
  const notes = footnotes.map((note) => `<p style="font-size:9pt">${escapeHtml(note)}</p>`);
  const html =
    `<meta charset="utf-8"><p><b>${escapeHtml(caption)}</b></p>` +
    `<table style="border-collapse:collapse;font-size:10pt"><thead><tr>${head.join('')}</tr></thead>` +
    `<tbody>${body.join('')}</tbody></table>${notes.join('')}`;
  const lines = [
    columns.map(({ label }) => label),
    ...rows.map((row) => row.map((content, j) => tsvOf(content, columns[j].align))),
  ];
  return { html, tsv: lines.map((line) => line.map(quoted).join('\t')).join('\r\n') };
}

function htmlOf({ text, note }: Cell, align: 'text' | 'number'): string {
  const shown = align === 'number' ? text.replaceAll('−', '-') : text;
  return (
    escapeHtml(shown) + (note === undefined ? '' : ` <span style="color:#5c6268">${escapeHtml(note)}</span>`)
  );
}

/** Numbers as programs write them: a plain minus, no thousands separators, `3.2e-7`. */
function tsvOf({ text, note }: Cell, align: 'text' | 'number'): string {
  if (align === 'text') return note === undefined ? text : `${text} (${note})`;
  const plain = text
    .replaceAll('−', '-')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/\s×\s10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, sign: string, digits: string) => {
      const exponent = Array.from(digits, (digit) => superscripts.indexOf(digit)).join('');
      return `e${sign === '' ? '' : '-'}${exponent}`;
    });
  return note === undefined ? plain : `${plain} (${note})`;
}

function quoted(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
