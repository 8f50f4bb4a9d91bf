import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findBrowser } from '../../../src-main/exporters/findBrowser.ts';

let context: BrowserContext | null = null;
let browser: Browser | null = null;

/** Starts Chromium; the test connects to it as well, by the port in the environment. */
export async function startBrowser(): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('The stand-in needs an installed Chromium, Chrome or Edge.');
  browser = await chromium.launch({
    executablePath,
    args: [
      `--remote-debugging-port=${process.env['STAND_IN_PORT'] ?? '0'}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
}

export function browserContext(): BrowserContext {
  if (context === null) throw new Error('A window was made before the program was ready.');
  return context;
}
