import { AppError } from '../../src-shared/model/appError.ts';
import { UsageError } from './arguments.ts';

export interface ErrorJson {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What a line says of a file that could not be fitted; a fault of the program is told in full to the terminal. */
export function errorJson(cause: unknown): ErrorJson {
  if (cause instanceof AppError) {
    return { code: cause.code, message: cause.message, hint: cause.hint };
  }
  say(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  return {
    code: 'internal-error',
    message: String(cause),
    hint: 'This is a fault of the program, not of your file. Please report it with the file.',
  };
}

/** Writes one JSON object as a line; resolves when the reader has taken it, so long output never piles up. */
export function writeLine(value: object): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(value)}\n`, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Says something to the person at the terminal, without touching standard output. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a command and sets the exit status: what the command says, or 2 for wrong usage. A reader that closes
 * standard output early (`| head -1`) ends the run quietly with status 1.
 */
export async function runCommand(usage: string, command: () => Promise<number>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    process.exitCode = await command();
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}\n${usage}`);
      process.exitCode = 2;
    } else if (isBrokenPipe(error)) {
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
