import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { FileKind } from '../../src-shared/contract/requests.ts';
import type { Environment } from '../app/environment.ts';
import { endingsOf, kindNames } from '../app/fileKinds.ts';

/** The system's dialogs. */
export const dialogs: NonNullable<Environment['dialogs']> = {
  open: async (kind, folder) => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      defaultPath: folder ?? app.getPath('documents'),
      properties: ['openFile'],
      filters: filters(kind),
    });
    return canceled ? null : filePaths[0];
  },
  save: async (kind, suggestedName, folder) => {
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: join(folder ?? app.getPath('documents'), suggestedName),
      filters: filters(kind),
    });
    return canceled || filePath === '' ? null : filePath;
  },
};

function filters(kind: FileKind) {
  return [
    { name: kindNames[kind], extensions: [...endingsOf[kind]] },
    { name: 'All files', extensions: ['*'] },
  ];
}
