import Database from 'better-sqlite3';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../../src-main/store/migrate.ts';
import { migrations } from '../../../src-main/store/migrations/migrations.ts';
import { openProject } from '../../../src-main/store/project.ts';
import { closing, smallProject } from '../../helpers/projectFiles.ts';

const next = [...migrations, 'ALTER TABLE model ADD COLUMN note TEXT'];

it('keeps a copy of an older file beside it, which can still be opened', async () => {
  const project = await smallProject();
  const { path } = project;
  project.close();
  const before = readFileSync(path);
  const db = new Database(path);
  const copy = migrate(db, path, next);
  expect(copy).toBe(join(dirname(path), `small (version ${migrations.length}).nestwise`));
  expect(db.pragma('user_version', { simple: true })).toBe(next.length);
  expect(db.prepare('SELECT note FROM model').all()).toEqual([]);
  expect(migrate(db, path, next)).toBeNull();
  db.close();
  expect(before.length).toBeGreaterThan(0);
  expect(closing(openProject(copy!)).dataset.nRows).toBe(6);
  expect(() => openProject(path)).toThrow('newer version');
});

it('changes nothing where a step fails, and never overwrites an earlier copy', async () => {
  const project = await smallProject();
  const { path } = project;
  project.close();
  const db = new Database(path);
  const broken = [...migrations, 'ALTER TABLE model ADD COLUMN note TEXT; SELECT * FROM nowhere'];
  expect(() => migrate(db, path, broken)).toThrow('nowhere');
  expect(() => migrate(db, path, broken)).toThrow('nowhere');
  db.close();
  expect(closing(openProject(path)).dataset.nRows).toBe(6);
  expect(readdirSync(dirname(path)).filter((name) => name.includes('version')).length).toBe(2);
});
