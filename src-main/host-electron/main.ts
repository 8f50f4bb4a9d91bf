/** The Electron host: the program in a window of its own. Thin: everything else is the same as in the web host. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, ipcMain, MessageChannelMain, shell, type IpcMainEvent } from 'electron';
import { AppError } from '../../src-shared/model/appError.ts';
import { createApp, type App } from '../app/createApp.ts';
import { defaultDataFolder, programVersion } from '../app/places.ts';
import { dialogs } from './dialogs.ts';
import { setMenu } from './menu.ts';
import { portChannel } from './portChannel.ts';
import { printPdf } from './printPdf.ts';
import { registerScheme, serveWindow, windowAddress } from './scheme.ts';
import { startUtilityWorker } from './utilityWorker.ts';
import { createWindow, lockPermissions } from './window.ts';
import { openWindowState } from './windowState.ts';

const { values, positionals } = parseArgs({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  options: { 'data-folder': { type: 'string' } },
  strict: false, // Chromium's own options are among them
  allowPositionals: true,
});
const given = values['data-folder'];
const dataFolder = typeof given === 'string' ? resolve(given) : defaultDataFolder();
/** A file from the command line, a double click or a second start, until the program is there to take it. */
let waitingPath = positionals.length > 0 ? resolve(positionals[0]) : null;
let program: App | null = null;

app.setName('Nestwise');
app.setPath('userData', resolve(dataFolder, 'electron'));
if (app.requestSingleInstanceLock({ openPath: waitingPath })) {
  registerScheme();
  app.on('second-instance', (_event, _argv, _folder, data) => {
    openFile((data as { openPath: string | null }).openPath);
  });
  // Double click on macOS, which may come before the program is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  void app.whenReady().then(start);
} else {
  // The first instance opens the file.
  app.quit();
}

function start(): void {
  const running = createApp({
    version: programVersion(),
    host: 'electron',
    dataFolder,
    openPath: waitingPath,
    startWorker: startUtilityWorker,
    printPdf,
    dialogs,
    showFile,
    onBug,
  });
  program = running;
  app.on('will-quit', (event) => {
    if (program === null) return;
    program = null;
    event.preventDefault();
    running
      .close()
      .catch(onBug)
      .finally(() => {
        app.quit();
      });
  });
  ipcMain.on('connect', (event) => {
    if (!isOwnPage(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    running.connect(portChannel(port2));
    event.sender.postMessage('port', null, [port1]);
  });
  lockPermissions();
  serveWindow();
  setMenu((id) => {
    running.command(id);
  });
  createWindow(openWindowState(dataFolder));
}

/** Only the page of the window itself may ask, no frame within it and no page it might have been led to. */
function isOwnPage({ senderFrame, sender }: IpcMainEvent): boolean {
  if (senderFrame === null || senderFrame !== sender.mainFrame) return false;
  return senderFrame.url.startsWith(windowAddress);
}

function openFile(path: string | null): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window !== undefined) {
    if (window.isMinimized()) window.restore();
    window.focus();
  }
  if (path === null) return;
  if (program === null) waitingPath = path;
  else program.openFile(path);
}

async function showFile(path: string): Promise<void> {
  const reason = await shell.openPath(path);
  if (reason !== '') {
    throw new AppError('cannot-show', `${path} could not be opened: ${reason}`, 'Open it from its folder.');
  }
}

function onBug(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
