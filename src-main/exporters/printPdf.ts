import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../../src-shared/model/appError.ts';
import { findBrowser } from './findBrowser.ts';
import { writePage } from './writePage.ts';

/** A report prints in well under a second; a browser that takes longer than this hangs. */
const timeoutMs = 60_000;

/** Enough of the browser's complaint to recognise it. */
const maxComplaint = 400;

/**
 * Prints a self-contained page to PDF with an installed browser, without a window: vector plots, selectable
 * text, page numbers. Works in a folder of its own, which is removed again whatever happens.
 *
 * @throws AppError `no-browser`, `pdf-failed`, `cannot-write`
 */
export async function printPdf(html: string, outPath: string): Promise<void> {
  const browser = findBrowser();
  if (browser === null) {
    throw new AppError(
      'no-browser',
      `${outPath} needs a browser for printing, and no Chromium, Chrome or Edge was found.`,
      'Install one, name its program in the environment variable NESTWISE_BROWSER, or write .html and print that.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'nestwise-print-'));
  try {
    const page = join(folder, 'report.html');
    const printed = join(folder, 'report.pdf');
    await writeFile(page, html);
    await run(browser, printArguments(page, printed, join(folder, 'profile')), outPath);
    if (!(await isPdf(printed))) throw failed(outPath, `${browser} ended without writing it`);
    await writePage(await readFile(printed), outPath);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function printArguments(page: string, pdf: string, profile: string): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    '--headless',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-extensions',
    '--no-first-run',
    '--no-default-browser-check',
    // Chromium refuses its sandbox to root; for everyone else it stays on.
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(page).href,
  ];
}

function run(browser: string, args: readonly string[], outPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      browser,
      args,
      { timeout: timeoutMs, killSignal: 'SIGKILL', windowsHide: true },
      (error, _stdout, stderr) => {
        if (error === null) resolve();
        else if (error.killed === true)
          reject(failed(outPath, `${browser} gave no answer for ${timeoutMs / 1000} seconds`));
        else
          reject(
            failed(outPath, `${browser} failed: ${(stderr.trim() || error.message).slice(-maxComplaint)}`),
          );
      },
    );
  });
}

async function isPdf(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function failed(outPath: string, why: string): AppError {
  return new AppError(
    'pdf-failed',
    `${outPath} could not be printed: ${why}.`,
    'Try another browser through the environment variable NESTWISE_BROWSER, or write .html and print that.',
  );
}
