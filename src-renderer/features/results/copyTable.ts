import type { TableBlock } from '../../../src-shared/model/outputDocument.ts';
import { clipboardTable } from '../../../src-shared/report/html/clipboardTable.ts';

/**
 * Puts a table on the clipboard, formatted and as plain text. By the copy command, which needs no permission,
 * unlike the clipboard's own interface.
 *
 * @returns whether the browser did it
 */
export function copyTable(table: TableBlock): boolean {
  const { html, tsv } = clipboardTable(table);
  let filled = false;
  const fill = (event: ClipboardEvent) => {
    if (event.clipboardData === null) return;
    event.clipboardData.setData('text/html', html);
    event.clipboardData.setData('text/plain', tsv);
    event.preventDefault();
    // Nobody else may add to it.
    event.stopImmediatePropagation();
    filled = true;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- every browser has it, and it asks for nothing
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
  return filled;
}
