import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from '../src-main/exporters/findBrowser.ts';

/**
 * Makes sure that a browser is there for the tests that print a report: an installed Chromium, Chrome or
 * Edge is taken, on Debian as root Chromium is installed, elsewhere one line says what to do.
 */
export function ensureBrowser(): boolean {
  if (report()) return true;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
    if (report()) return true;
  }
  console.log('No browser is installed. Install Chromium, Chrome or Edge and run the tests again.');
  return false;
}

function report(): boolean {
  const browser = findBrowser();
  if (browser !== null) console.log(`found ${browser}`);
  return browser !== null;
}
