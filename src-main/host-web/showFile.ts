import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../src-shared/model/appError.ts';

/** Opens a file with the system's program for it. The path is one argument of a program, never part of a shell's line. */
export async function showFile(path: string): Promise<void> {
  const [program, ...args] = opener(process.platform, path);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new AppError(
      'cannot-show',
      `${path} could not be opened: ${(error as Error).message}`,
      'Open it from its folder.',
    );
  }
  child.unref();
}

function opener(platform: NodeJS.Platform, path: string): [program: string, ...args: string[]] {
  if (platform === 'darwin') return ['open', path];
  if (platform === 'win32') return ['explorer.exe', path];
  return ['xdg-open', path];
}
