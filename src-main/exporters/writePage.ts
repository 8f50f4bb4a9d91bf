import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { cannotWrite } from './cannotWrite.ts';

/**
 * Writes a page whole or not at all, so that an earlier file survives a full disk.
 *
 * @throws AppError `cannot-write`
 */
export async function writePage(html: string, outPath: string): Promise<void> {
  const draft = `${outPath}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(draft, html, { flag: 'wx' });
    await rename(draft, outPath);
  } catch (error) {
    await rm(draft, { force: true });
    throw cannotWrite(outPath, error);
  }
}
