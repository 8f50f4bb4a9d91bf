import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../src-shared/model/appError.ts';

/** What was asked for on the command line of the web host. */
export interface HostOptions {
  /** A file to open first; null = none. */
  readonly openPath: string | null;
  /** Null = the user's usual one. */
  readonly dataFolder: string | null;
  /** 0 = any free port. */
  readonly port: number;
  /** Whether to open an application window. */
  readonly open: boolean;
  /** Whether to go on after the last window is gone. */
  readonly stay: boolean;
  /** The built window, where it is not in its usual place. */
  readonly windowFolder: string | null;
}

const usage =
  'Use: npm start -- [FILE] [--no-open] [--stay] [--port NUMBER] [--data-folder FOLDER] [--window-folder FOLDER]';

/** @throws AppError `unknown-option` */
export function parseHostArguments(args: readonly string[]): HostOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) {
    throw wrong(`Only one file can be opened at the start, not ${String(positionals.length)}.`);
  }
  const [file] = positionals;
  return {
    openPath: file === undefined ? null : resolve(file),
    dataFolder: folder(values['data-folder']),
    port: portOf(values.port),
    open: values['no-open'] !== true,
    stay: values.stay === true,
    windowFolder: folder(values['window-folder']),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'data-folder': { type: 'string' },
        'window-folder': { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        stay: { type: 'boolean' },
      },
    });
  } catch (error) {
    // parseArgs explains over several sentences; the first one names the option.
    const [sentence] = (error as Error).message.split(/\.\s/);
    throw wrong(`${sentence.replace(/\.$/, '')}.`);
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw wrong(`--port ${text} is no port; it is a whole number from 0 to 65535.`);
}

function folder(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text === '') throw wrong('A folder has an empty name.');
  return resolve(text);
}

function wrong(message: string): AppError {
  return new AppError('unknown-option', message, usage);
}
