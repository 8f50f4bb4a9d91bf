import type { Cell, TableBlock } from '../../model/outputDocument.ts';
import { alignDecimals } from './alignDecimals.ts';
import { escapeHtml } from './escape.ts';

/** Tables of up to so many rows are not split between pages. */
const keptTogether = 10;

/** A table with head, row heads and caption; numbers stand with their decimal points below each other. */
export function renderTable(table: TableBlock): string {
  const head = table.columns
    .map(
      ({ label, align }) =>
        `<th scope="col"${align === 'number' ? ' class="n"' : ''}>${escapeHtml(label)}</th>`,
    )
    .join('');
  const room = alignDecimals(table);
  const body = table.rows
    .map((row, i) => {
      const cells = row.map((cell, j) => {
        if (j === 0) return `<th scope="row">${content(cell)}</th>`;
        if (table.columns[j].align === 'text') return `<td>${content(cell)}</td>`;
        return `<td class="n"${padding(room[i][j])}>${content(cell)}</td>`;
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

/** Space on the right for the decimals that a number has fewer than its column. */
function padding(digits: number): string {
  return digits === 0 ? '' : ` style="padding-right:calc(var(--cell) + ${digits}ch)"`;
}
