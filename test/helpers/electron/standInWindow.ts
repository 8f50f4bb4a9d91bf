import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { browserContext } from './browser.ts';
import type { MessagePortMain } from './ports.ts';
import { preloadShim } from './preloadShim.ts';
import { browserAddress, programAddress } from './scheme.ts';

interface Options {
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
    readonly javascript?: boolean;
  };
}
type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

class WebContents extends EventEmitter {
  readonly mainFrame = { url: '' };
  readonly #page: Promise<Page>;
  openHandler: WindowOpenHandler = () => ({ action: 'allow' });
  constructor(page: Promise<Page>) {
    super();
    this.#page = page;
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.openHandler = handler;
  }
  async reload(): Promise<void> {
    await (await this.#page).reload();
  }
  async printToPDF(options: { printBackground?: boolean; preferCSSPageSize?: boolean }): Promise<Uint8Array> {
    return (await this.#page).pdf(options);
  }
  /** Ports go along: one of the page is joined to each. */
  postMessage(channel: string, message: unknown, ports: readonly MessagePortMain[] = []): void {
    void this.#page.then(async (page) => {
      const ids = ports.map((port) => join(port, page));
      await page.evaluate(
        ([name, data, joined]) => {
          (globalThis as unknown as { standInReceive: (...args: unknown[]) => void }).standInReceive(
            name,
            data,
            joined,
          );
        },
        [channel, message, ids] as const,
      );
      for (const port of ports) port.start();
    });
  }
}

const joined = new Map<number, MessagePortMain>();

/** Passes on to the page what the port receives, in order. */
function join(port: MessagePortMain, page: Page): number {
  const id = joined.size + 1;
  joined.set(id, port);
  let last = Promise.resolve();
  port.on('message', ({ data }: { data: unknown }) => {
    last = last
      .then(() =>
        page.evaluate(
          ([to, message]) => {
            (globalThis as unknown as { standInDeliver: (...args: unknown[]) => void }).standInDeliver(
              to,
              message,
            );
          },
          [id, data] as const,
        ),
      )
      // The page was closed or reloaded in between.
      .catch(() => {
        port.close();
      });
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) port.close();
  });
  page.on('close', () => {
    port.close();
  });
  return id;
}

export class StandInWindow extends EventEmitter {
  static readonly ipcMain = new EventEmitter();
  static readonly #all = new Set<StandInWindow>();
  static readonly firstShown = Promise.withResolvers<undefined>();
  static onAllClosed: () => void = () => undefined;
  readonly webContents: WebContents;
  readonly options: Options;
  readonly #page: Promise<Page>;
  #visible = false;

  constructor(options: Options = {}) {
    super();
    this.options = options;
    StandInWindow.#all.add(this);
    this.#page = this.#open();
    this.webContents = new WebContents(this.#page);
  }
  static getAllWindows(): StandInWindow[] {
    return [...StandInWindow.#all];
  }
  async #open(): Promise<Page> {
    const page = await browserContext().newPage();
    const { width, height, webPreferences } = this.options;
    if (width !== undefined && height !== undefined) await page.setViewportSize({ width, height });
    const { ipcMain } = StandInWindow;
    await page.exposeBinding('standInIpc', ({ frame }, channel: string, args: unknown[]) => {
      const { mainFrame } = this.webContents;
      mainFrame.url = programAddress(page.url());
      const senderFrame = frame === page.mainFrame() ? mainFrame : { url: programAddress(frame.url()) };
      ipcMain.emit(channel, { sender: this.webContents, senderFrame }, ...args);
    });
    await page.exposeBinding('standInPort', (_source, id: number, data: unknown) => {
      joined.get(id)?.postMessage(data);
    });
    if (webPreferences?.preload !== undefined) await page.addInitScript(preloadShim(webPreferences.preload));
    // Navigation is asked for as Electron asks: of what leaves the page, not of its first load.
    await page.route('**/*', async (route) => {
      const request = route.request();
      if (!request.isNavigationRequest() || page.url() === 'about:blank') return route.continue();
      const url = programAddress(request.url());
      if (url === this.webContents.mainFrame.url) return route.continue(); // a reload
      let refused = false;
      this.webContents.emit('will-navigate', { url, preventDefault: () => (refused = true) });
      return refused ? route.abort('aborted') : route.continue();
    });
    page.on('popup', (popup) => {
      const { action } = this.webContents.openHandler({ url: popup.url() });
      if (action === 'deny') void popup.close();
    });
    return page;
  }
  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    this.webContents.mainFrame.url = url;
    await page.goto(await browserAddress(url));
    this.emit('ready-to-show');
    StandInWindow.firstShown.resolve(undefined);
  }
  async loadFile(path: string): Promise<void> {
    await (await this.#page).goto(pathToFileURL(path).href);
  }
  show(): void {
    this.#visible = true;
  }
  isVisible(): boolean {
    return this.#visible;
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: this.options.width ?? 800, height: this.options.height ?? 600 };
  }
  maximize(): void {
    this.emit('maximize');
  }
  isMaximized(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  focus(): void {
    this.emit('focus');
  }
  /** Asks the program first; `destroy` does not. */
  close(): void {
    this.emit('close', {});
    this.destroy();
  }
  destroy(): void {
    if (!StandInWindow.#all.delete(this)) return;
    void this.#page.then((page) => page.close());
    this.emit('closed');
    if (StandInWindow.#all.size === 0) StandInWindow.onAllClosed();
  }
}
