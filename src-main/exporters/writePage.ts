import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { cannotWrite } from './cannotWrite.ts';

/**
 * Writes a finished page, document or table whole or not at all, so that an earlier file survives a full disk.
 *
 * @param page a table in pieces, each made when the one before is written
 * @throws AppError `cannot-write`
 */
export async function writePage(
  page: string | Uint8Array | Iterable<string>,
  outPath: string,
): Promise<void> {
  const draft = `${outPath}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(draft, page, { flag: 'wx' });
    await rename(draft, outPath);
  } catch (error) {
    // What keeps the file from being written can keep it from being removed; the first reason is told.
    await rm(draft, { force: true }).catch(() => undefined);
    throw cannotWrite(outPath, error);
  }
}
