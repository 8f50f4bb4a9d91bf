import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import { emptyDraft } from '../../src-shared/model/emptyDraft.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import { createProject, openProject } from '../../src-main/store/project.ts';
import type { Project } from '../../src-main/store/project.ts';

/** A folder of the test's own, gone when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nestwise-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Six rows: a number with a missing value, a factor, an id, numbers as texts. */
export const smallDataset: Dataset = {
  name: 'small.csv',
  nRows: 6,
  columns: [
    {
      kind: 'numeric',
      name: 'score',
      type: 'continuous',
      values: Float64Array.of(1.5, -2, NaN, 0.1 + 0.2, 1e21, -2),
    },
    {
      kind: 'categorical',
      name: 'group',
      type: 'nominal',
      codes: Int32Array.of(0, 1, 2, -1, 1, 0),
      levels: ['b', 'a', '<script>'],
    },
    {
      kind: 'categorical',
      name: 'person',
      type: 'id',
      codes: Int32Array.of(0, 1, 2, 3, 4, 5),
      levels: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'],
    },
    {
      kind: 'categorical',
      name: 'dose `mg`',
      type: 'nominal',
      codes: Int32Array.of(0, 1, 2, 3, 0, 1),
      levels: ['0,5', '1', 'much', '2,25'],
    },
  ],
};

export const scoreDraft: ModelDraft = { ...emptyDraft, response: 'score', fixedTerms: [['group']] };

/** A new project in a folder of its own, closed when the test ends. */
export async function smallProject(folder: string = temporaryFolder()): Promise<Project> {
  return closing(
    await createProject(join(folder, 'small.nestwise'), { name: 'small', dataset: smallDataset }),
  );
}

/** Closed and opened again from the file. */
export function reopened(project: Project): Project {
  project.close();
  return closing(openProject(project.path));
}

export function closing(project: Project): Project {
  onTestFinished(() => {
    project.close();
  });
  return project;
}

/** The variable of a name. */
export function variableOf(project: Project, name: string) {
  const found = project.dataset.variables.find((variable) => variable.name === name);
  if (found === undefined) throw new Error(`No variable ${name}.`);
  return found;
}

/** All cells of a variable as a window sees them. */
export function cellsOf(project: Project, name: string): (number | string | null)[] {
  return project.rows(0, project.dataset.nRows, [variableOf(project, name).id])[0];
}
