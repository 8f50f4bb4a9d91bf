import type { Cell, TableBlock } from '../../model/outputDocument.ts';
import { escapeHtml } from './escape.ts';

/** Tables of up to so many rows are not split between pages. */
const keptTogether = 14;

/** A table with head, row heads and caption; numbers stand with their decimal points below each other. */
export function renderTable(table: TableBlock): string {
  const head = table.columns
    .map(
      ({ label, align }) =>
        `<th scope="col"${align === 'number' ? ' class="n"' : ''}>${escapeHtml(label)}</th>`,
    )
    .join('');
  const decimals = table.columns.map((column, j) =>
    column.align === 'number' ? Math.max(0, ...table.rows.map((row) => decimalsOf(row[j].text) ?? 0)) : 0,
  );
  const body = table.rows
    .map((row) => {
      const cells = row.map((cell, j) => {
        if (j === 0) return `<th scope="row">${content(cell)}</th>`;
        if (table.columns[j].align === 'text') return `<td>${content(cell)}</td>`;
        return `<td class="n"${padding(cell.text, decimals[j])}>${content(cell)}</td>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('\n');
  const notes = table.footnotes.map((note) => `<p class="footnote">${escapeHtml(note)}</p>`).join('\n');
  return `<div class="table${table.rows.length <= keptTogether ? ' short' : ''}" tabindex="0" role="group" aria-label="${escapeHtml(table.caption)}"><table>
<caption>${escapeHtml(table.caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>
${notes}`;
}

function content({ text, note }: Cell): string {
  return escapeHtml(text) + (note === undefined ? '' : ` <span class="note">${escapeHtml(note)}</span>`);
}

/** Digits after the point of a plain number, with or without a sign, ` %` aside; null for anything else. */
function decimalsOf(text: string): number | null {
  const match = /^[−]?[\d,]+(?:\.(\d+))?(?:\s%)?$/.exec(text);
  return match === null ? null : (match[1]?.length ?? 0);
}

/** Space on the right for the decimals that a number has fewer than its column. */
function padding(text: string, most: number): string {
  const own = decimalsOf(text);
  if (own === null || own === most) return '';
  const point = own === 0 ? ' + 0.5ch' : '';
  return ` style="padding-right:calc(var(--cell) + ${most - own}ch${point})"`;
}
