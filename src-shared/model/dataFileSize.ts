import { AppError } from './appError.ts';

/** V8 holds no longer text than this: a larger data file cannot be decoded. */
export const maxDataFileBytes = 2 ** 29 - 24;

export function dataFileTooLarge(name: string, bytes: number, maxBytes: number = maxDataFileBytes): AppError {
  return new AppError(
    'file-too-large',
    `${name} has ${Math.ceil(bytes / 1e6)} MB; at most ${Math.floor(maxBytes / 1e6)} MB can be read.`,
    'Save only the columns you need, or split the file.',
  );
}
