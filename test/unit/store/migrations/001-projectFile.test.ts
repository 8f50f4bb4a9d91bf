import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { projectFile } from '../../../../src-main/store/migrations/001-projectFile.ts';

function empty(): Database.Database {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  db.exec(projectFile);
  return db;
}

it('makes strict tables only', () => {
  const tables = empty().pragma('table_list') as { name: string; strict: number; type: string }[];
  const own = tables.filter(({ name }) => !name.startsWith('sqlite_'));
  expect(own.map(({ name }) => name).sort()).toEqual([
    'chunk',
    'history',
    'model',
    'project',
    'result',
    'value_column',
    'variable',
  ]);
  expect(own.every(({ strict }) => strict === 1)).toBe(true);
});

it('holds one project, and values only for columns that exist', () => {
  const db = empty();
  const project = "INSERT INTO project VALUES (?, 'a', 'b', 1, 0)";
  db.prepare(project).run(1);
  expect(() => db.prepare(project).run(2)).toThrow('CHECK');
  expect(() => db.exec("INSERT INTO chunk VALUES (7, 0, 0, x'00')")).toThrow('FOREIGN KEY');
  expect(() => db.exec("INSERT INTO value_column (kind, levels) VALUES ('numeric', '[]')")).toThrow('CHECK');
});

it('takes chunks and results along with what they belong to', () => {
  const db = empty();
  db.exec(`
    INSERT INTO value_column (id, kind) VALUES (1, 'numeric');
    INSERT INTO chunk VALUES (1, 0, 0, x'00');
    INSERT INTO model (id, name, draft) VALUES (1, 'a', '{}');
    INSERT INTO result (model_id, summary, fit) VALUES (1, '', x'00');
    DELETE FROM value_column;
    DELETE FROM model;
  `);
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count('chunk'), count('result')]).toEqual([0, 0]);
});
