import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../src-main/exporters/findBrowser.ts';

const folder = mkdtempSync(join(tmpdir(), 'nestwise-test-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function program(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

describe('findBrowser', () => {
  it('takes what the environment names, and nothing else', () => {
    const chosen = program('my-browser');
    program('chromium');
    expect(findBrowser({ NESTWISE_BROWSER: chosen, PATH: folder }, 'linux')).toBe(chosen);
    expect(findBrowser({ NESTWISE_BROWSER: join(folder, 'none'), PATH: folder }, 'linux')).toBeNull();
    expect(findBrowser({ NESTWISE_BROWSER: folder, PATH: folder }, 'linux')).toBeNull();
  });

  it('searches the path on Linux, Chromium first', () => {
    program('google-chrome');
    const chromium = program('chromium');
    expect(findBrowser({ PATH: folder }, 'linux')).toBe(chromium);
  });

  it('knows the applications of macOS and the programs of Windows', () => {
    const edge = program('Applications', 'Microsoft Edge.app', 'Contents', 'MacOS', 'Microsoft Edge');
    expect(findBrowser({ HOME: folder }, 'darwin')).toBe(edge);
    const chrome = program('Google', 'Chrome', 'Application', 'chrome.exe');
    expect(findBrowser({ LocalAppData: folder }, 'win32')).toBe(chrome);
    expect(findBrowser({}, 'win32')).toBeNull();
  });
});
