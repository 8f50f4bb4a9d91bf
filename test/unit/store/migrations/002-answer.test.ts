import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { projectFile } from '../../../../src-main/store/migrations/001-projectFile.ts';
import { answerTable } from '../../../../src-main/store/migrations/002-answer.ts';

function upgraded(): Database.Database {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  db.exec(projectFile);
  db.exec(`
    INSERT INTO model (id, name, draft) VALUES (1, 'a', '{}');
    INSERT INTO result (id, model_id, summary, fit) VALUES (1, 1, 'before', x'01');
  `);
  db.exec(answerTable);
  return db;
}
const insert = "INSERT INTO answer (result_id, kind, question, answer) VALUES (?, ?, '{}', x'00')";

it('keeps the results that were there', () => {
  expect(upgraded().prepare('SELECT summary FROM result').pluck().all()).toEqual(['before']);
});

it('holds one answer of a kind for a result that exists', () => {
  const db = upgraded();
  db.prepare(insert).run(1, 'influence');
  db.prepare(insert).run(1, 'bootstrap');
  expect(() => db.prepare(insert).run(1, 'influence')).toThrow('UNIQUE');
  expect(() => db.prepare(insert).run(2, 'influence')).toThrow('FOREIGN KEY');
});

it('takes answers along with their result', () => {
  const db = upgraded();
  db.prepare(insert).run(1, 'influence');
  db.exec('DELETE FROM result');
  expect(db.prepare('SELECT count(*) FROM answer').pluck().get()).toBe(0);
});
