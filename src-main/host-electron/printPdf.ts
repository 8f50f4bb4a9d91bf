import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { AppError } from '../../src-shared/model/appError.ts';
import { writePage } from '../exporters/writePage.ts';

/**
 * Prints a self-contained page in a window that is never shown.
 *
 * @throws AppError `pdf-failed`, `cannot-write`
 */
export async function printPdf(html: string, outPath: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nestwise-print-'));
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  try {
    const page = join(folder, 'report.html');
    await writeFile(page, html);
    await window.loadFile(page);
    await writePage(await printed(window, outPath), outPath);
  } finally {
    window.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

async function printed(window: BrowserWindow, outPath: string): Promise<Uint8Array> {
  try {
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
  } catch (error) {
    throw new AppError(
      'pdf-failed',
      `${outPath} could not be printed: ${error instanceof Error ? error.message : String(error)}.`,
      'Export .html and print that.',
    );
  }
}
