import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../../src-main/exporters/findBrowser.ts';

/** Starts the installed browser. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('These tests need an installed Chromium, Chrome or Edge.');
  // Chromium refuses its sandbox to root.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
