import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../../src-shared/model/appError.ts';

/** The longest text that V8 can hold in one string is a little over this many characters. */
const MAX_TEXT_BYTES = 512 * 2 ** 20;

/**
 * Bytes of a regular file. Throws AppError `file-not-found`, `file-not-readable`, `not-a-file` or
 * `file-too-large`, naming the path.
 */
export function readLimited(path: string, maxBytes = MAX_TEXT_BYTES): Uint8Array {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) {
      const kind = stat.isDirectory() ? 'a directory' : 'not a regular file';
      throw new AppError('not-a-file', `${path} is ${kind}.`, 'Give the path of a file.');
    }
    if (stat.size > maxBytes) {
      const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;
      throw new AppError(
        'file-too-large',
        `${path} has ${megabytes(stat.size)}; at most ${megabytes(maxBytes)} can be read.`,
        'Leave out columns or rows that the model does not use.',
      );
    }
    return readFileSync(path);
  } catch (cause) {
    throw asAppError(cause, path);
  }
}

/** A failure of the file system as what the user can do about it; anything else stays as it is. */
function asAppError(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || cause instanceof AppError || !('syscall' in cause)) return cause;
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError(
      'file-not-found',
      `${path} does not exist.`,
      'Check the spelling; the path of data is taken relative to the fit file.',
    );
  }
  return new AppError(
    'file-not-readable',
    `${path} cannot be read (${code}).`,
    'Check that you may read the file and that its name is valid.',
  );
}
