import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { withFile } from './fileErrors.ts';
import { configure } from './openFile.ts';
import { putInPlace } from './putInPlace.ts';

/** Writes the open project to another path, whole or not at all. An existing file is replaced. */
export function copyProject(db: Database.Database, from: string, to: string, name: string): void {
  const partial = `${to}.partial`;
  const removePartial = () => {
    withFile(to, () => {
      rmSync(partial, { force: true });
      // Left by a kill; SQLite would play it into the next file of the name.
      rmSync(`${partial}-journal`, { force: true });
    });
  };
  removePartial();
  try {
    withFile(from, () => withFile(to, () => db.prepare('VACUUM INTO ?').run(partial)));
    withFile(to, () => {
      const copy = new Database(partial);
      try {
        configure(copy);
        copy.prepare('UPDATE project SET name = ?').run(name);
      } finally {
        copy.close();
      }
      putInPlace(partial, to);
    });
  } finally {
    removePartial();
  }
}
