import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import { ColumnStore } from './columnStore.ts';
import { withFile } from './fileErrors.ts';
import { createTables } from './migrate.ts';
import { insertModel } from './modelTable.ts';
import { configure } from './openFile.ts';
import { putInPlace } from './putInPlace.ts';
import { insertVariable, newRevision } from './variableTable.ts';

/** What a new project starts with. */
export interface ProjectStart {
  readonly name: string;
  readonly dataset: Dataset;
  readonly models?: readonly { readonly name: string; readonly draft: ModelDraft }[] | undefined;
  /** By name of the variable. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly units?: Readonly<Record<string, string>> | undefined;
}

/** Writes a new project file, whole or not at all. An existing file is replaced. */
export function createProjectFile(path: string, start: ProjectStart): void {
  withFile(path, () => {
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
        db.transaction(() => {
          fill(db, start);
        })();
      } finally {
        db.close();
      }
      putInPlace(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
  });
}

function fill(db: Database.Database, { name, dataset, models = [], labels, units }: ProjectStart): void {
  db.prepare(
    `INSERT INTO project (id, name, dataset_name, n_rows, last_revision)
     VALUES (1, @name, @datasetName, @nRows, 0)`,
  ).run({ name, datasetName: dataset.name, nRows: dataset.nRows });
  const columns = new ColumnStore(db, dataset.nRows);
  for (const [index, column] of dataset.columns.entries()) {
    const variable = {
      name: column.name,
      label: textOf(labels, column.name),
      unit: textOf(units, column.name),
      type: column.type,
      columnId: columns.insert(column),
      revision: newRevision(db),
    };
    insertVariable(db, variable, index, column);
  }
  for (const [index, model] of models.entries()) insertModel(db, { ...model, position: index + 1 });
}

/** Variables can have names such as `constructor`. */
function textOf(texts: Readonly<Record<string, string>> | undefined, name: string): string {
  return texts !== undefined && Object.hasOwn(texts, name) ? texts[name] : '';
}
