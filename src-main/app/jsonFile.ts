import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../src-shared/model/appError.ts';

/** A small file of the user's data folder. It is read afresh each time, for two programs may share the folder. */
export interface JsonFile<T> {
  /** The empty value where there is no file. A damaged file is set aside, and told once. */
  read(): T;
  /** @throws AppError `cannot-write`; then the earlier content stays */
  write(value: T): void;
}

/** @param tell hears in a sentence what happened to a file that could not be read */
export function jsonFile<T>(
  path: string,
  schema: z.ZodType<T>,
  empty: T,
  tell: (text: string) => void,
): JsonFile<T> {
  let told = false;
  function damaged(text: string): T {
    if (!told) tell(text);
    told = true;
    return empty;
  }
  return {
    read() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty;
        return damaged(`${path} cannot be read (${(error as Error).message}); nothing of it is used.`);
      }
      const parsed = schema.safeParse(jsonOf(text));
      return parsed.success ? parsed.data : damaged(setAside(path));
    },
    write(value) {
      try {
        writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
      } catch (error) {
        throw new AppError(
          'cannot-write',
          `${path} could not be written: ${(error as Error).message}`,
          'Make room there, or start Nestwise with another --data-folder.',
        );
      }
    },
  };
}

/** Undefined, which no schema takes, where the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function setAside(path: string): string {
  const kept = path.replace(/\.json$/, `.damaged-${new Date().toISOString().replaceAll(':', '-')}.json`);
  try {
    renameSync(path, kept);
  } catch (error) {
    return `${path} is damaged and nothing of it is used; it could not be set aside (${(error as Error).message}).`;
  }
  return `${basename(path)} was damaged. It was set aside as ${kept}, and a new one begins.`;
}

/** The file is there whole, old or new, whenever the power fails. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.${String(process.pid)}`);
  try {
    const file = openSync(draft, 'w');
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
