import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { AppError } from '../../src-shared/model/appError.ts';

/** A path as a person may have typed it: complete, or from the home folder with `~`. */
export function userPath(text: string): string {
  if (text.includes('\0')) throw wrong(text, 'contains a character that no path can have');
  if (text === '~' || /^~[/\\]/.test(text)) return join(homedir(), text.slice(1));
  if (!isAbsolute(text)) throw wrong(text, 'does not start at a root or at the home folder ~');
  return normalize(text);
}

function wrong(text: string, why: string): AppError {
  return new AppError('bad-path', `The path ${JSON.stringify(text)} ${why}.`, 'Choose a folder in the list.');
}
