import type Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { migrations } from './migrations/migrations.ts';

/** Marks an SQLite file as a project of this program: "Nest". */
export const applicationId = 0x4e657374;

/** Gives an empty database the layout of this version. */
export function createTables(db: Database.Database): void {
  db.pragma(`application_id = ${applicationId}`);
  apply(db, 0, migrations);
}

/**
 * Brings an older file to the layout of this version, in one transaction.
 *
 * @param steps for tests
 * @returns the path of the copy that was made before; null where nothing had to be done
 */
export function migrate(
  db: Database.Database,
  path: string,
  steps: readonly string[] = migrations,
): string | null {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version === steps.length) return null;
  const copy = copyBeside(db, path, version);
  apply(db, version, steps);
  return copy;
}

function apply(db: Database.Database, version: number, steps: readonly string[]): void {
  db.transaction(() => {
    for (const step of steps.slice(version)) db.exec(step);
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
}

/**
 * `study.nestwise` -> `study (version 1).nestwise`; a copy of an earlier attempt is never overwritten. SQLite
 * makes the copy: opening and closing the file by other means would end the lock that this process has on it.
 */
function copyBeside(db: Database.Database, path: string, version: number): string {
  for (let attempt = 1; ; attempt++) {
    const mark = attempt === 1 ? `version ${version}` : `version ${version}, ${attempt}`;
    const copy = path.replace(/(\.[^./\\]*)?$/, (extension) => ` (${mark})${extension}`);
    if (existsSync(copy)) continue;
    db.prepare('VACUUM INTO ?').run(copy);
    return copy;
  }
}
