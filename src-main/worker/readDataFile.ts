import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../src-shared/model/appError.ts';
import { dataFileTooLarge, maxDataFileBytes } from '../../src-shared/model/dataFileSize.ts';

const PIECE_BYTES = 4 * 2 ** 20;

/**
 * Bytes of a regular file, in pieces, so that progress can be told. Throws AppError `file-not-found`,
 * `not-a-file`, `file-too-large` or `file-not-readable`.
 *
 * @param name the file's name as the user knows it, for messages
 * @param onProgress hears the share that is read
 */
export function readDataFile(
  path: string,
  name: string,
  onProgress: (fraction: number) => void,
  maxBytes = maxDataFileBytes,
): Uint8Array {
  try {
    const file = openSync(path, 'r');
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) throw notAFile(name, stat.isDirectory());
      if (stat.size > maxBytes) throw dataFileTooLarge(name, stat.size, maxBytes);
      return readPieces(file, stat.size, onProgress);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw asAppError(cause, name);
  }
}

function readPieces(file: number, size: number, onProgress: (fraction: number) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    onProgress(filled / size);
    const n = readSync(file, bytes, filled, Math.min(PIECE_BYTES, size - filled), null);
    if (n === 0) break; // the file became shorter meanwhile
    filled += n;
  }
  return bytes.subarray(0, filled);
}

function notAFile(name: string, directory: boolean): AppError {
  const kind = directory ? 'a folder' : 'not a regular file';
  return new AppError('not-a-file', `${name} is ${kind}.`, 'Choose a file with a table in it.');
}

/** A failure of the file system as what the user can do about it; anything else stays as it is. */
function asAppError(cause: unknown, name: string): unknown {
  if (!(cause instanceof Error) || !('code' in cause) || !('syscall' in cause)) return cause;
  const code = String(cause.code);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError(
      'file-not-found',
      `${name} does not exist any more.`,
      'It may have been moved or renamed; choose it again.',
    );
  }
  if (code === 'EISDIR') return notAFile(name, true);
  const reason = code === 'EACCES' || code === 'EPERM' ? 'you may not read it' : code;
  return new AppError(
    'file-not-readable',
    `${name} cannot be read (${reason}).`,
    'Check that you may read the file, or copy it to another folder.',
  );
}
