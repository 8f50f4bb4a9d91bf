import { expect, it } from 'vitest';
import type { TableBlock } from '../../../../src-shared/model/outputDocument.ts';
import { clipboardTable } from '../../../../src-shared/report/html/clipboardTable.ts';

const table: TableBlock = {
  kind: 'table',
  caption: 'Effects on <y>',
  columns: [
    { label: 'Term', align: 'text' },
    { label: 'Estimate', align: 'number' },
    { label: '95 % CI', align: 'number' },
  ],
  rows: [
    [{ text: 'Days', note: 'per day' }, { text: '−12,345.6' }, { text: '−1.2 to 3.4' }],
    [{ text: 'a\t"b"\n<script>' }, { text: '3.2\u00a0×\u00a010⁻⁷' }, { text: '–' }],
  ],
  footnotes: ['n & m'],
};

it('writes numbers as spreadsheets read them and quotes what would break a row', () => {
  expect(clipboardTable(table).tsv).toBe(
    'Term\tEstimate\t95 % CI\r\nDays (per day)\t-12345.6\t-1.2 to 3.4\r\n"a\t""b""\n<script>"\t3.2e-7\t–',
  );
});

it('holds its formatting inside, and no markup of names', () => {
  const { html } = clipboardTable(table);
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html).toContain('border-top:1.5pt solid black');
  expect(html).toMatch(/text-align:right[^>]*>-12,345\.6<\/td>/);
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script|<y>/);
  expect(html).toContain('n &amp; m');
});
