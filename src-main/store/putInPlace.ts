import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Waits until the disk has the file, which takes seconds for a large one, without keeping others waiting. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a finished file its name, so that after a power cut there is the old file or the new one, whole. */
export function putInPlace(from: string, to: string): void {
  sync(from, 'r+');
  // A journal left by a crash belongs to the file that goes; SQLite would play it into the one that comes.
  rmSync(`${to}-journal`, { force: true });
  renameSync(from, to);
  // Windows opens no folders and needs no such call.
  if (process.platform !== 'win32') sync(dirname(to), 'r');
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
