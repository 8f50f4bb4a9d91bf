import { extname } from 'node:path';
import { AppError } from '../../src-shared/model/appError.ts';
import type { OutputDocument } from '../../src-shared/model/outputDocument.ts';
import { renderHtml } from '../../src-shared/report/renderHtml.ts';
import { printPdf } from './printPdf.ts';
import { writePage } from './writePage.ts';

/**
 * Writes a report as `.html` or `.pdf`, by the ending of the path; both come from the same page.
 *
 * @throws AppError `unknown-report-type`, `cannot-write`, `no-browser`, `pdf-failed`
 */
export async function writeReport(document: OutputDocument, outPath: string): Promise<void> {
  switch (extname(outPath).toLowerCase()) {
    case '.html':
    case '.htm':
      await writePage(renderHtml(document), outPath);
      return;
    case '.pdf':
      await printPdf(renderHtml(document), outPath);
      return;
    default:
      throw new AppError(
        'unknown-report-type',
        `A report cannot be written as ${outPath}.`,
        'End the path in .html or .pdf.',
      );
  }
}
