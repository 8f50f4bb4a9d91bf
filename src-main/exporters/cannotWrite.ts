import { AppError } from '../../src-shared/model/appError.ts';

/** The error of a file that could not be written, with the system's reason. */
export function cannotWrite(path: string, reason: unknown): AppError {
  const why = reason instanceof Error ? reason.message : String(reason);
  return new AppError(
    'cannot-write',
    `${path} could not be written: ${why}`,
    'Choose a folder that exists and may be written to.',
  );
}
