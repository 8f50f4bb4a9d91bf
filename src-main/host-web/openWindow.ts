import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Whether windows can be shown at all: on Linux that takes a display. */
export function hasDisplay(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some(
    (display) => display !== undefined && display !== '',
  );
}

/**
 * Opens an application window of an installed browser: no tabs, no address bar, and a profile of its own, so
 * that nothing of the user's browsing is touched.
 *
 * @param onFailure called where the browser cannot be started
 */
export function openWindow(
  browser: string,
  address: string,
  dataFolder: string,
  onFailure: (reason: string) => void,
): void {
  const child = spawn(browser, windowArguments(address, join(dataFolder, 'browser')), {
    stdio: 'ignore',
    detached: true,
  });
  child.once('error', (error) => {
    onFailure(error.message);
  });
  child.once('exit', (code) => {
    if (code !== null && code !== 0) onFailure(`it ended with code ${String(code)}`);
  });
  // The window may outlive this process, which says in it that the connection is lost.
  child.unref();
}

function windowArguments(address: string, profile: string): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--window-size=1440,900',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Chromium refuses its sandbox to root; for everyone else it stays on.
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}
