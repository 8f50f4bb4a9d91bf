import { execFileSync } from 'node:child_process';

/** The text of a PDF, page by page, as a reader would select it. */
export function pdfPages(path: string): string[] {
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  return text.split('\f').filter((page) => page.trim() !== '');
}
