import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src-shared/model/appError.ts';
import { createApp } from '../app/createApp.ts';
import { defaultDataFolder, programVersion, windowFolder, workerEntry } from '../app/places.ts';
import { findBrowser } from '../exporters/findBrowser.ts';
import { printPdf } from '../exporters/printPdf.ts';
import { forkWorker } from '../jobs/forkWorker.ts';
import { parseHostArguments, type HostOptions } from './arguments.ts';
import { hasDisplay, openWindow } from './openWindow.ts';
import { showFile } from './showFile.ts';
import { startWebHost, type WebHost } from './webHost.ts';

/** A reload, or a browser that restarts, takes less than this. */
const goneAfterMs = 60_000;

/** Runs until the last window has been gone for a minute, or until a signal. */
export async function runWebHost(args: readonly string[]): Promise<void> {
  try {
    const options = parseHostArguments(args);
    const host = await start(options);
    say(`READY ${host.newAddress()}`);
    endOnSignals(host);
    if (options.open) show(host, options.dataFolder ?? defaultDataFolder());
    await host.ended;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    complain(`${error.message} ${error.hint}`);
    process.exitCode = 1;
  }
}

async function start(options: HostOptions): Promise<WebHost> {
  const window = options.windowFolder ?? windowFolder;
  if (!existsSync(join(window, 'index.html'))) {
    throw new AppError('no-window', `There is no built window in ${window}.`, 'Build it with: npm run build');
  }
  const app = createApp({
    version: programVersion(),
    host: 'web',
    dataFolder: options.dataFolder ?? defaultDataFolder(),
    openPath: options.openPath,
    startWorker: () => forkWorker(workerEntry),
    printPdf,
    dialogs: null,
    showFile,
    onBug,
  });
  try {
    return await startWebHost({
      app,
      port: options.port,
      windowFolder: window,
      goneAfterMs: options.stay ? null : goneAfterMs,
      onBug,
    });
  } catch (error) {
    await app.close();
    throw portError(options.port, error);
  }
}

function show(host: WebHost, dataFolder: string): void {
  if (!hasDisplay()) {
    say('There is no display here, so no window was opened.');
    return;
  }
  const browser = findBrowser();
  if (browser === null) {
    say('No Chromium, Chrome or Edge was found to open a window with. Open the address in your browser.');
    return;
  }
  openWindow(browser, host.newAddress(), dataFolder, (reason) => {
    say(`${browser} could not open a window (${reason}). Open the address in your browser.`);
  });
}

function endOnSignals(host: WebHost): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second one is impatience.
      if (asked) process.exit(1);
      asked = true;
      host.close().catch(onBug);
    });
  }
}

function portError(port: number, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new AppError(
      'port-in-use',
      `Port ${port} is in use by another program.`,
      'Choose another one with --port, or leave it out.',
    );
  }
  if (code === 'EACCES') {
    return new AppError(
      'port-refused',
      `The system does not give port ${port} to this user.`,
      'Choose one above 1023 with --port, or leave it out.',
    );
  }
  return error;
}

function onBug(error: unknown): void {
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
