import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeReport } from '../../../src-main/exporters/writeReport.ts';
import type { OutputDocument } from '../../../src-shared/model/outputDocument.ts';

const document: OutputDocument = { title: 'T', subtitle: ['s'], language: 'en', blocks: [] };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nestwise-test-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A stand-in for a browser: a shell script that is given the browser's arguments. */
function standIn(script: string): void {
  const path = join(folder, 'browser.sh');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('NESTWISE_BROWSER', path);
}

describe('writeReport', () => {
  it('writes HTML', async () => {
    const path = join(folder, 'r.HTML');
    await writeReport(document, path);
    expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('refuses other endings and folders that do not exist', async () => {
    await expect(writeReport(document, join(folder, 'r.docx'))).rejects.toMatchObject({
      code: 'unknown-report-type',
    });
    await expect(writeReport(document, join(folder, 'no', 'r.html'))).rejects.toMatchObject({
      code: 'cannot-write',
    });
  });

  it('refuses a name that is too long for the disk', async () => {
    await expect(writeReport(document, join(folder, `${'n'.repeat(300)}.html`))).rejects.toMatchObject({
      code: 'cannot-write',
      hint: 'Give a shorter name.',
    });
  });

  it('says what to do without a browser', async () => {
    vi.stubEnv('NESTWISE_BROWSER', join(folder, 'none'));
    await expect(writeReport(document, join(folder, 'r.pdf'))).rejects.toMatchObject({
      code: 'no-browser',
      hint: expect.stringContaining('NESTWISE_BROWSER') as unknown,
    });
  });

  it.skipIf(process.platform === 'win32')(
    'passes on why printing failed and leaves nothing behind',
    async () => {
      vi.stubEnv('TMPDIR', folder);
      standIn('echo "GPU on fire" >&2; exit 3');
      await expect(writeReport(document, join(folder, 'r.pdf'))).rejects.toMatchObject({
        code: 'pdf-failed',
        message: expect.stringContaining('GPU on fire') as unknown,
      });
      standIn('exit 0');
      await expect(writeReport(document, join(folder, 'r.pdf'))).rejects.toMatchObject({
        code: 'pdf-failed',
      });
      expect(readdirSync(folder)).toEqual(['browser.sh']);
    },
  );

  it.skipIf(process.platform === 'win32')('puts the printed file where it was asked for', async () => {
    standIn(
      'for a in "$@"; do case "$a" in --print-to-pdf=*) echo "%PDF" > "${a#--print-to-pdf=}";; esac; done',
    );
    const path = join(folder, 'r.pdf');
    await writeReport(document, path);
    expect(existsSync(path)).toBe(true);
  });
});
