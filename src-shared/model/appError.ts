/**
 * A mistake of the user or of a file (never a bug, never a statistical finding): the message names the
 * value, the hint names the way out.
 */
export class AppError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.hint = hint;
  }
}
