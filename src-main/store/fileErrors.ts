import Database from 'better-sqlite3';
import { basename } from 'node:path';
import { AppError } from '../../src-shared/model/appError.ts';

/** Does something with a project file; failures of the disk or of the file become AppErrors that name it. */
export function withFile<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw fileError(path, error);
  }
}

/** The same for what takes its time. */
export async function withFileAsync<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw fileError(path, error);
  }
}

/** What went wrong with the file, in words; anything else is handed back as it is. */
export function fileError(path: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (error instanceof DamagedContent) return damaged(`“${basename(path)}”`);
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return error;
  const known = error instanceof Database.SqliteError ? sqliteErrors : systemErrors;
  const found = known.find(([codes]) => codes.some((start) => code.startsWith(start)));
  return found === undefined ? error : found[1](`“${basename(path)}”`);
}

/** What only this program writes makes no sense: the file was damaged. */
export class DamagedContent extends Error {}

type Wording = (file: string) => AppError;

export const damaged: Wording = (file) =>
  new AppError(
    'project-damaged',
    `${file} is damaged and cannot be read.`,
    'Nothing in it was changed. Take a copy of it from a backup.',
  );
export const notAProject: Wording = (file) =>
  new AppError(
    'not-a-project',
    `${file} is not a Nestwise project.`,
    'Projects end in .nestwise. To open a table of data, import it.',
  );
const missing: Wording = (file) =>
  new AppError('file-missing', `${file} does not exist any more.`, 'It may have been moved or renamed.');
const inUse: Wording = (file) =>
  new AppError(
    'project-in-use',
    `${file} is open in another Nestwise.`,
    'Close it there first, so that no change is lost. A Nestwise without a window lets go of it within a minute.',
  );
const readOnly: Wording = (file) =>
  new AppError(
    'read-only',
    `${file} can only be read: the file or its folder is write-protected. Nothing was changed.`,
    'Save the project under another name or in another folder to work on it.',
  );
const moved: Wording = (file) =>
  new AppError(
    'project-moved',
    `${file} was moved or deleted while it was open, so that the change could not be saved.`,
    'Save the project under another name; nothing done before is lost.',
  );
const interrupted: Wording = (file) =>
  new AppError(
    'project-interrupted',
    `${file} was left in the middle of a change and has to be repaired, but it is write-protected.`,
    'Copy it, together with the file beside it whose name ends in -journal, to a folder of your own and open the copy.',
  );
const diskFull: Wording = (file) =>
  new AppError(
    'disk-full',
    `There is no space left on the disk to save ${file}.`,
    'Free some space and do it again; the project is as it was before.',
  );
const diskError: Wording = (file) =>
  new AppError(
    'disk-error',
    `The disk reported an error with ${file}.`,
    'Check the disk or the network drive, then save the project in another place.',
  );
const noAccess: Wording = (file) =>
  new AppError(
    'no-permission',
    `${file} cannot be opened: permission is missing, or its folder does not exist.`,
    'Choose another place, or ask whoever looks after this computer.',
  );

const nameTooLong: Wording = () =>
  new AppError('name-too-long', 'The name of the file is too long for this disk.', 'Give a shorter name.');

/** Beginnings of SQLite's extended result codes, the special cases first. */
const sqliteErrors: readonly (readonly [readonly string[], Wording])[] = [
  [['SQLITE_READONLY_DBMOVED'], moved],
  [['SQLITE_READONLY_ROLLBACK'], interrupted],
  [['SQLITE_READONLY'], readOnly],
  [['SQLITE_FULL'], diskFull],
  [['SQLITE_CORRUPT'], damaged],
  [['SQLITE_NOTADB'], notAProject],
  [['SQLITE_BUSY', 'SQLITE_LOCKED'], inUse],
  [['SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'], noAccess],
  [['SQLITE_IOERR'], diskError],
];

const systemErrors: readonly (readonly [readonly string[], Wording])[] = [
  [['ENOENT'], missing],
  [['EISDIR'], notAProject],
  [['ENOSPC', 'EDQUOT', 'EFBIG'], diskFull],
  [['EROFS'], readOnly],
  [['EACCES', 'EPERM', 'ENOTDIR'], noAccess],
  [['ENAMETOOLONG'], nameTooLong],
  [['EIO'], diskError],
];

const partlyDamaged: Wording = (file) =>
  new AppError(
    'read-only',
    `${file} is damaged and was opened for reading only. Nothing was changed.`,
    'Take a copy of it from a backup, or import the data again.',
  );

/** Refusals that are no failure of the system. */
export const refusals = { readOnly, partlyDamaged, moved };
