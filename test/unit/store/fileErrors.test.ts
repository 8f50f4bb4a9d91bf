import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/model/appError.ts';
import { fileError } from '../../../src-main/store/fileErrors.ts';

const sqlite = (code: string) => fileError('/a/b c.nestwise', new Database.SqliteError('…', code));

describe('fileError', () => {
  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_READONLY_DIRECTORY', 'read-only'],
    ['SQLITE_READONLY_DBMOVED', 'project-moved'],
    ['SQLITE_READONLY_ROLLBACK', 'project-interrupted'],
    ['SQLITE_CORRUPT_VTAB', 'project-damaged'],
    ['SQLITE_NOTADB', 'not-a-project'],
    ['SQLITE_BUSY', 'project-in-use'],
    ['SQLITE_IOERR_FSYNC', 'disk-error'],
    ['SQLITE_CANTOPEN', 'no-permission'],
  ])('says %s in words, with the name of the file', (code, ours) => {
    const error = sqlite(code);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: ours });
    expect((error as AppError).message).toContain('“b c.nestwise”');
  });

  it('knows the errors of the system as well', () => {
    const full = Object.assign(new Error('…'), { code: 'ENOSPC' });
    expect(fileError('/a/b.nestwise', full)).toMatchObject({ code: 'disk-full' });
  });

  it('hands everything else back: it is a fault of the program', () => {
    const error = new Database.SqliteError('no such table', 'SQLITE_ERROR');
    expect(fileError('/a', error)).toBe(error);
    expect(fileError('/a', 3)).toBe(3);
  });
});
