import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/model/appError.ts';
import { openFile } from '../../../src-main/store/openFile.ts';
import { openProject, Project } from '../../../src-main/store/project.ts';
import { closing, scoreDraft, smallProject, temporaryFolder } from '../../helpers/projectFiles.ts';

/** The bytes of a closed project with a model, and a path for what a test makes of them. */
async function closedProject(): Promise<{ path: string; bytes: Buffer }> {
  const project = await smallProject();
  project.createModel('Ω', scoreDraft);
  project.editCell(1, 0, '3');
  project.close();
  return { path: project.path, bytes: readFileSync(project.path) };
}

/** Opens, reads everything, closes. */
function readAll(path: string): void {
  const project = openProject(path);
  try {
    for (const { id, name } of project.dataset.variables) {
      project.rows(0, 6, [id]);
      project.levels(id);
      project.readColumns([name]);
    }
    for (const { id } of project.models) project.readResult(id);
  } finally {
    project.close();
  }
}

describe('opening something else', () => {
  const foreign = (make: (path: string) => void) => {
    const path = join(temporaryFolder(), 'x.nestwise');
    make(path);
    const before = readFileSync(path);
    expect(() => openProject(path)).toThrow('“x.nestwise” is not a Nestwise project');
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(join(path, '..'))).toEqual(['x.nestwise']);
  };

  it('is refused: nothing, a table of data, a short file', () => {
    foreign((path) => {
      writeFileSync(path, '');
    });
    foreign((path) => {
      writeFileSync(path, 'a,b\n1,2\n'.repeat(100));
    });
    foreign((path) => {
      writeFileSync(path, 'SQLite format 3\0');
    });
  });

  it("is refused: another program's database", () => {
    foreign((path) => {
      const db = new Database(path);
      db.exec('CREATE TABLE project (name TEXT)');
      db.close();
    });
  });

  it('is refused: a folder, a file that is gone', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'x.nestwise'));
    expect(() => openProject(join(folder, 'x.nestwise'))).toThrow('is not a Nestwise project');
    expect(() => openProject(join(folder, 'y.nestwise'))).toThrow('“y.nestwise” does not exist any more');
    expect(existsSync(join(folder, 'y.nestwise'))).toBe(false);
  });

  it('is refused and left as it is: a newer layout', async () => {
    const { path } = await closedProject();
    const db = new Database(path);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(path);
    expect(() => openProject(path)).toThrow('saved by a newer version');
    expect(readFileSync(path)).toEqual(before);
  });
});

describe('a damaged file', () => {
  /** Whatever is wrong: words for the user, never a crash, and not a byte changed. */
  function check(path: string, bytes: Buffer): 'read' | 'refused' {
    writeFileSync(path, bytes);
    try {
      readAll(path);
      return 'read';
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      return 'refused';
    } finally {
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
  }

  it('that was cut off is refused or read, never changed', async () => {
    const { path, bytes } = await closedProject();
    const seen = new Set<string>();
    for (let length = 0; length < bytes.length; length += 4093) {
      seen.add(check(path, bytes.subarray(0, length)));
    }
    expect(seen).toContain('refused');
  });

  it('with changed bytes is refused or read, never changed', async () => {
    const { path, bytes } = await closedProject();
    const seen = new Map<string, number>();
    for (let at = 100; at < bytes.length; at += 1511) {
      const changed = Buffer.from(bytes);
      changed.fill(0xa5, at, at + 16);
      const outcome = check(path, changed);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }
    expect(seen.get('refused')).toBeGreaterThan(0);
    // Most of a small file is empty pages.
    expect(seen.get('read')).toBeGreaterThan(5);
  });

  it('notices a changed number, of which SQLite knows nothing', async () => {
    const { path, bytes } = await closedProject();
    const stored = Buffer.from(Float64Array.of(3, -2, NaN, 0.1 + 0.2).buffer);
    const at = bytes.indexOf(stored);
    expect(at).toBeGreaterThan(0);
    bytes[at] ^= 1;
    writeFileSync(path, bytes);
    const project = closing(openProject(path));
    expect(() => project.rows(0, 6, [1])).toThrow('not all values can be read');
    expect(project.rows(0, 1, [2])).toEqual([['b']]);
  });

  it('is opened for reading where its end is cut off', async () => {
    const { path, bytes } = await closedProject();
    const cut = bytes.subarray(0, bytes.length - 100);
    writeFileSync(path, cut);
    const project = closing(openProject(path));
    expect(project).toMatchObject({ damaged: true, readOnly: true });
    expect(() => {
      project.editCell(1, 0, '4');
    }).toThrow('is damaged and was opened for reading only');
    expect(readFileSync(path).equals(cut)).toBe(true);
  });

  it('is opened for reading where a table is missing', async () => {
    const { path } = await closedProject();
    const db = new Database(path);
    db.exec('DROP TABLE history');
    db.close();
    expect(closing(openProject(path))).toMatchObject({ damaged: true, models: [{ name: 'Ω' }] });
  });

  it('does not ask for more memory than there are values', async () => {
    const { path } = await closedProject();
    const db = new Database(path);
    db.exec('UPDATE project SET n_rows = 4000000000');
    db.close();
    const project = closing(openProject(path));
    expect(() => project.rows(0, 6, [1])).toThrow('not all values can be read');
  });

  it('is opened for reading where only a part of it is damaged', async () => {
    const project = await smallProject();
    for (let i = 0; i < 200; i++) project.createModel(`Model ${'x'.repeat(100)} ${i}`, scoreDraft);
    const { path } = project;
    project.close();
    const db = new Database(path);
    const pageSize = db.pragma('page_size', { simple: true }) as number;
    const pages = db
      .prepare("SELECT pageno FROM dbstat WHERE name = 'history' AND pagetype = 'leaf' ORDER BY path")
      .pluck()
      .all() as number[];
    db.close();
    const bytes = readFileSync(path);
    bytes.fill(0, (pages[1] - 1) * pageSize, pages[1] * pageSize);
    writeFileSync(path, bytes);
    const opened = closing(openProject(path));
    expect(opened).toMatchObject({ damaged: true, readOnly: true });
    expect(opened.models.length).toBe(200);
    expect(() => {
      opened.deleteModel(1);
    }).toThrow('is damaged and was opened for reading only');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});

it('names a copy whose name is too long for the disk', async () => {
  const project = await smallProject();
  expect(() => {
    project.copyTo(join(temporaryFolder(), 'n'.repeat(300)), 'n');
  }).toThrow('name of the file is too long');
});

it('keeps file and memory together when the disk is full', async () => {
  const { path } = await closedProject();
  const file = openFile(path);
  const project = closing(new Project(path, file));
  const before = { models: project.models, undo: project.undoLabel, cells: project.rows(0, 6, [1, 2]) };
  file.db.pragma(`max_page_count = ${file.db.pragma('page_count', { simple: true }) as number}`);
  const draft = { ...scoreDraft, fixedTerms: [['x'.repeat(100_000)]] };
  expect(() => {
    project.changeModel(project.models[0].id, draft, 'Change');
  }).toThrow('There is no space left on the disk to save “small.nestwise”');
  expect(() => project.changeVariable(1, { type: 'nominal', label: 'x'.repeat(100_000) })).toThrow(AppError);
  const after = () => ({
    models: project.models,
    undo: project.undoLabel,
    cells: project.rows(0, 6, [1, 2]),
  });
  expect(after()).toEqual(before);
  // There is room again.
  file.db.pragma('max_page_count = 1000000');
  project.changeModel(project.models[0].id, draft, 'Change');
  project.undo();
  expect(after()).toEqual(before);
});
