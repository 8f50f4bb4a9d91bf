import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { renderHtml } from '../../src-shared/report/renderHtml.ts';
import { rowsTable } from '../exporters/rowsTable.ts';
import { writePage } from '../exporters/writePage.ts';
import { documentOf, noResult } from './documents.ts';
import { endingsOf } from './fileKinds.ts';
import { resultOnItsData } from './resultOnItsData.ts';
import type { Services, WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';
import { userPath } from './userPath.ts';

type Format = 'html' | 'pdf' | 'table';

/** Writes the report of a stored result, the same document as the pane shows, as a page or printed; or its rows. */
export function exportHandlers({
  environment,
}: Services): Pick<Handlers<Requests, WindowSession>, 'result.export' | 'result.exportRows'> {
  return {
    'result.export': async ({ modelId, format, path, overwrite }, { session }) => {
      const project = shownProject(session);
      const target = withEnding(userPath(path), format);
      checkTarget(target, overwrite, project.store.path);
      const page = renderHtml(documentOf(project, modelId));
      if (format === 'html') await writePage(page, target);
      else await environment.printPdf(page, target);
      return { path: target };
    },
    'result.exportRows': async ({ modelId, path, overwrite }, { session }) => {
      const { store } = shownProject(session);
      const target = withEnding(userPath(path), 'table');
      checkTarget(target, overwrite, store.path);
      const { name: model } = resultOnItsData(store, modelId, 'export its rows');
      const result = store.readResult(modelId);
      if (result === null) throw noResult(model);
      await writePage(
        rowsTable(store.readColumns(store.dataset.variables.map(({ name }) => name)), result),
        target,
      );
      return { path: target };
    },
  };
}

/** Adds the ending of the format where the path has another one or none. */
function withEnding(path: string, format: Format): string {
  const ending = extname(path).slice(1).toLowerCase();
  return endingsOf[format].includes(ending) ? path : `${path}.${endingsOf[format][0]}`;
}

function checkTarget(target: string, overwrite: boolean, projectPath: string): void {
  const folder = dirname(target);
  if (!existsSync(folder)) {
    throw new AppError('folder-not-found', `There is no folder ${folder}.`, 'Choose a folder that exists.');
  }
  if (!existsSync(target)) return;
  if (statSync(target).isDirectory()) {
    throw new AppError('is-a-folder', `${target} is a folder.`, 'Give the file another name.');
  }
  if (realpathSync(target) === realpathSync(projectPath)) {
    throw new AppError(
      'is-open-project',
      `${target} is the open project.`,
      'Give the file another name; the project is saved by itself.',
    );
  }
  if (!overwrite) {
    throw new AppError('file-exists', `${target} exists already.`, 'Replace it, or give another name.');
  }
}
