/**
 * Stands in for the module `electron` where its binary is not installed: windows are pages of an installed
 * Chromium, utility processes are Node processes. It has what the Electron host uses and no more, and shows
 * faults of wiring (channels, preload, worker, scheme, quitting), not faults of Electron itself.
 */
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser } from './browser.ts';
import { StandInWindow } from './standInWindow.ts';
import { utilityMetrics } from './utilityProcess.ts';

export { StandInWindow as BrowserWindow };
export { MessageChannelMain } from './ports.ts';
export { protocol } from './scheme.ts';
export { utilityProcess } from './utilityProcess.ts';

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly #paths = new Map([['documents', homedir()]]);
  #quitting = false;
  name = 'Electron';

  setName(name: string): void {
    this.name = name;
  }
  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? homedir();
  }
  getAppMetrics() {
    return utilityMetrics();
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  async whenReady(): Promise<void> {
    await startBrowser();
    this.emit('ready');
  }
  /** As Electron does: windows are closed, then everybody may object in `will-quit`. */
  quit(): void {
    if (!this.#quitting) {
      this.#quitting = true;
      this.emit('before-quit', {});
    }
    for (const window of StandInWindow.getAllWindows()) window.close();
    let objected = false;
    this.emit('will-quit', { preventDefault: () => (objected = true) });
    if (objected) return;
    this.emit('quit', {}, 0);
    process.exit(0);
  }
}

export const app = new App();
StandInWindow.onAllClosed = () => app.emit('window-all-closed');
/** Resolves when the first window shows its page. */
export const shown = StandInWindow.firstShown.promise;

export const ipcMain = StandInWindow.ipcMain;

export const nativeTheme = { shouldUseDarkColors: false };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const shell = { openPath: () => Promise.resolve('') };
export const dialog = {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
};

interface MenuItem {
  readonly label?: string;
  readonly submenu?: readonly MenuItem[];
}

export class Menu {
  static #shown: Menu | null = null;
  readonly items: readonly MenuItem[];
  constructor(items: readonly MenuItem[]) {
    this.items = items.map((item) => ({
      ...item,
      ...(item.submenu === undefined ? {} : { submenu: new Menu(item.submenu) as never }),
    }));
  }
  static buildFromTemplate(template: readonly MenuItem[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu): void {
    Menu.#shown = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#shown;
  }
}

type PermissionAnswer = (allowed: boolean) => void;
type RequestHandler = (contents: unknown, permission: string, answer: PermissionAnswer) => void;
export const session = {
  defaultSession: {
    requestHandler: null as RequestHandler | null,
    setPermissionRequestHandler(handler: RequestHandler) {
      this.requestHandler = handler;
    },
    setPermissionCheckHandler() {
      // Chromium under remote debugging asks nobody.
    },
  },
};

process.on('SIGTERM', () => {
  app.quit();
});

/** What a test does in the main process: `{evaluate: source of a function of (electron, argument)}`. */
process.on('message', (message: { id: number; evaluate: string; argument: unknown }) => {
  void (async () => {
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
      const result: unknown = await new Function(`return (${message.evaluate})`)()(
        await import(pathToFileURL(join(import.meta.dirname, 'standIn.ts')).href),
        message.argument,
      );
      process.send?.({ id: message.id, result });
    } catch (error) {
      process.send?.({ id: message.id, error: String(error) });
    }
  })();
});
