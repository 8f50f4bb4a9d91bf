import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { ColumnSummary } from '../../src-shared/model/project.ts';
import { summarise } from '../../src-shared/summary/summarise.ts';
import { ColumnStore } from './columnStore.ts';
import { withFileAsync } from './fileErrors.ts';
import { createTables } from './migrate.ts';
import { insertModel } from './modelTable.ts';
import { configure } from './openFile.ts';
import { flush, putInPlace } from './putInPlace.ts';
import { insertVariable, newRevision } from './variableTable.ts';

/** What a new project starts with. */
export interface ProjectStart {
  readonly name: string;
  readonly dataset: Dataset;
  /** Of the columns in their order, where they are known already. */
  readonly summaries?: readonly ColumnSummary[] | undefined;
  readonly models?: readonly { readonly name: string; readonly draft: ModelDraft }[] | undefined;
  /** By name of the variable. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly units?: Readonly<Record<string, string>> | undefined;
  /** The share that is written, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Writes a new project file, whole or not at all. An existing file is replaced. Others get their turn between two
 * columns, and while the disk takes the file.
 */
export async function createProjectFile(path: string, start: ProjectStart): Promise<void> {
  await withFileAsync(path, async () => {
    const partial = `${path}.partial`;
    rmSync(partial, { force: true });
    try {
      const db = new Database(partial);
      try {
        configure(db);
        // Nobody sees the file before it is complete and on disk.
        db.pragma('journal_mode = MEMORY');
        db.pragma('synchronous = OFF');
        createTables(db);
        db.exec('BEGIN');
        await fill(db, start);
        db.exec('COMMIT');
      } finally {
        db.close();
      }
      await flush(partial);
      putInPlace(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
  });
}

async function fill(db: Database.Database, start: ProjectStart): Promise<void> {
  const { name, dataset, summaries, models = [], labels, units, onProgress } = start;
  db.prepare(
    `INSERT INTO project (id, name, dataset_name, n_rows, last_revision)
     VALUES (1, @name, @datasetName, @nRows, 0)`,
  ).run({ name, datasetName: dataset.name, nRows: dataset.nRows });
  const columns = new ColumnStore(db, dataset.nRows);
  for (const [index, column] of dataset.columns.entries()) {
    onProgress?.(index / dataset.columns.length);
    await setImmediate();
    const variable = {
      name: column.name,
      label: textOf(labels, column.name),
      unit: textOf(units, column.name),
      type: column.type,
      columnId: columns.insert(column),
      revision: newRevision(db),
    };
    insertVariable(db, variable, index, summaries?.[index] ?? summarise(column));
  }
  for (const [index, model] of models.entries()) insertModel(db, { ...model, position: index + 1 });
}

/** Variables can have names such as `constructor`. */
function textOf(texts: Readonly<Record<string, string>> | undefined, name: string): string {
  return texts !== undefined && Object.hasOwn(texts, name) ? texts[name] : '';
}
