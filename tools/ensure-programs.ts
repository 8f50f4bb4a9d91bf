import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from '../src-main/exporters/findBrowser.ts';

/** A program that the tests use and npm cannot bring. */
interface Needed {
  readonly find: () => string | null;
  readonly debianPackage: string;
  readonly missing: string;
}

const needed: readonly Needed[] = [
  {
    find: findBrowser,
    debianPackage: 'chromium',
    missing: 'No browser is installed. Install Chromium, Chrome or Edge and run the tests again.',
  },
  {
    find: () =>
      spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).error === undefined ? 'pdftotext' : null,
    debianPackage: 'poppler-utils',
    missing: 'pdftotext is not installed. Install Poppler (poppler-utils) and run the tests again.',
  },
];

/**
 * Makes sure that what the tests of the window and of PDFs need is there: on Debian as root it is installed,
 * elsewhere one line says what to do.
 */
export function ensurePrograms(): boolean {
  const absent = needed.filter(({ find }) => find() === null).map((program) => program.debianPackage);
  if (absent.length > 0 && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...absent);
  }
  const found = needed.map(({ find, missing }) => {
    const program = find();
    console.log(program === null ? missing : `found ${program}`);
    return program !== null;
  });
  return found.every(Boolean);
}
