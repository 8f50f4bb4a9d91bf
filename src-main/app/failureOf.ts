import { AppError } from '../../src-shared/model/appError.ts';
import type { Failure } from '../../src-shared/model/project.ts';

/** What windows are told of an error. @param what happened, should it be a fault of the program: `The model could not be fitted` */
export function failureOf(error: unknown, what: string): Failure {
  if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint };
  return {
    code: 'bug',
    message: `${what} because of a fault of the program: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Nothing that was saved is lost. A simpler model may work.',
  };
}
