import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expect, onTestFinished } from 'vitest';
import { launchBrowser } from './launchBrowser.ts';
import { root } from './runCli.ts';
import { startWebHost, type WebHost } from './webHost.ts';

/** A running program with one window, as a person has it before them. */
export interface Program {
  readonly page: Page;
  /** The person's home: a folder of the test's own, where they have and save files. */
  readonly folder: string;
  /** The host that runs now. */
  readonly host: WebHost;
  /** Ends the host, kindly or not, starts it again on the same folder and opens a new window. */
  restart(how: 'end' | 'kill'): Promise<void>;
}

export interface WindowOptions extends Pick<BrowserContextOptions, 'viewport' | 'colorScheme'> {
  /** What the host is told besides its folder. */
  readonly args?: readonly string[];
}

/**
 * Starts the program with a window in a browser. When the test ends, everything is closed, and the test fails
 * if the window or the host complained about anything: an error in the console, a refused resource, an exception.
 */
export async function openProgram({ args = [], ...options }: WindowOptions = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'nestwise-window-'));
  const complaints: string[] = [];
  let host = await startWebHost(folder, args);
  const browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(30_000);
  let page = await context.newPage();
  let restarting = false;

  function listen(): void {
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // A window whose host is killed says so; that is what the test wants to see.
      if (message.type() === 'error' && !restarting) complaints.push(message.text());
    });
  }
  listen();
  await page.goto(host.address);

  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(page, task.name);
    await browser.close();
    await host.end();
    rmSync(folder, { recursive: true, force: true });
    expect([...complaints, ...host.complaints]).toEqual([]);
  });

  return {
    get page() {
      return page;
    },
    get host() {
      return host;
    },
    folder,
    async restart(how) {
      restarting = true;
      await host[how]();
      complaints.push(...host.complaints);
      await page.close();
      host = await startWebHost(folder, args);
      page = await context.newPage();
      listen();
      restarting = false;
      await page.goto(host.address);
    },
  };
}

/** What the window showed when a test failed. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(root, 'out/failures');
  mkdirSync(folder, { recursive: true });
  const file = name.replace(/[^a-z0-9]+/gi, '-').slice(0, 80);
  await page.screenshot({ path: join(folder, `${file}.png`) }).catch(() => undefined);
}
