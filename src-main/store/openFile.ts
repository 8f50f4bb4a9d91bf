import Database from 'better-sqlite3';
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AppError } from '../../src-shared/model/appError.ts';
import { damaged, notAProject, withFile } from './fileErrors.ts';
import { applicationId, migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';

export interface OpenedFile {
  readonly db: Database.Database;
  /** The file or its folder is write-protected, or the file is damaged. */
  readonly readOnly: boolean;
  /** Not everything in it can be read. */
  readonly damaged: boolean;
}

/**
 * Milliseconds to wait for another process, such as an indexer or a backup that has the file open for a moment;
 * a second Nestwise keeps it much longer.
 */
const busyTimeout = 250;

/**
 * Opens a project file and keeps others from writing to it. AppError for everything that is wrong with it;
 * a file that is refused is not changed.
 *
 * The journal is a rollback journal and not a write-ahead log: between two changes the file itself is
 * complete, so that it can be moved, mailed or synchronised even after a crash, where a log beside it would
 * hold the latest changes. SQLite's exclusive locking mode is the lock: the system lets go of it when the
 * process dies, and it saves the journal's creation with every change.
 */
export function openFile(path: string): OpenedFile {
  return withFile(path, () => {
    const version = checkHeader(path);
    if (!writable(path)) {
      if (version < migrations.length) throw olderAndReadOnly(path);
      return openReadOnly(path);
    }
    const db = new Database(path, { fileMustExist: true, timeout: busyTimeout });
    try {
      configure(db);
      db.pragma('locking_mode = EXCLUSIVE');
      db.exec('BEGIN EXCLUSIVE; COMMIT');
      if (!intact(db, path)) {
        db.close();
        return openReadOnly(path);
      }
      migrate(db, path);
      return { db, readOnly: false, damaged: false };
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Settings that belong to the connection, not to the file. */
export function configure(db: Database.Database): void {
  db.pragma('foreign_keys = ON');
  db.pragma('synchronous = FULL');
  // The cache of pages beside the columns' own arrays need not be large; negative = KiB.
  db.pragma('cache_size = -8000');
  // A damaged or hostile file cannot make SQLite run functions of its schema.
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
}

/** Opens a file of this layout without ever changing it. */
export function openReadOnly(path: string): OpenedFile {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: busyTimeout });
  try {
    configure(db);
    return { db, readOnly: true, damaged: !intact(db, path) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Reads every page once; about as fast as the disk. Values have check sums of their own. */
function intact(db: Database.Database, path: string): boolean {
  try {
    // The check takes a last page that is not all there for a page of zeros.
    const pages = db.pragma('page_count', { simple: true }) as number;
    const pageSize = db.pragma('page_size', { simple: true }) as number;
    if (statSync(path).size < pages * pageSize) return false;
    return db.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && code.startsWith('SQLITE_CORRUPT')) return false;
    throw error;
  }
}

/**
 * Looks at the file before SQLite does, which would make a database out of an empty one and roll back journals
 * of other programs'.
 *
 * @returns the version of its layout
 */
function checkHeader(path: string): number {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  let length: number;
  try {
    length = readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  const name = `“${basename(path)}”`;
  if (length < header.length || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw notAProject(name);
  }
  if (header.readUInt32BE(68) !== applicationId) throw notAProject(name);
  const version = header.readUInt32BE(60);
  if (version === 0) throw damaged(name);
  if (version > migrations.length) {
    throw new AppError(
      'newer-project',
      `${name} was saved by a newer version of Nestwise. Nothing in it was changed.`,
      'Update Nestwise to open it.',
    );
  }
  return version;
}

/** The folder must be writable as well: the journal is made there. */
function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function olderAndReadOnly(path: string): AppError {
  return new AppError(
    'older-project-read-only',
    `“${basename(path)}” was saved by an older version of Nestwise and has to be updated, but it is write-protected.`,
    'Copy it to a folder of your own and open the copy.',
  );
}
