import { AppError } from '../../src-shared/model/appError.ts';

/** Reasons of the system that a person can do something about. */
const known: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOSPC: ['there is no space left on the disk', 'Free some space, or choose another disk.'],
  EDQUOT: ['your share of the disk is used up', 'Free some space, or choose another disk.'],
  ENAMETOOLONG: ['the name is too long', 'Give a shorter name.'],
  EACCES: ['you may not write there', 'Choose a folder of your own.'],
  EPERM: ['you may not write there', 'Choose a folder of your own.'],
  EROFS: ['the disk is write-protected', 'Choose a folder on another disk.'],
};

/** The error of a file that could not be written, with the reason in words where it is known. */
export function cannotWrite(path: string, reason: unknown): AppError {
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  const [why, hint] = Object.hasOwn(known, code)
    ? known[code]
    : [
        reason instanceof Error ? reason.message : String(reason),
        'Choose a folder that exists and may be written to.',
      ];
  return new AppError('cannot-write', `${path} could not be written: ${why.replace(/\.$/, '')}.`, hint);
}
