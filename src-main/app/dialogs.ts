import { dirname } from 'node:path';
import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import type { Environment } from './environment.ts';
import type { Services, WindowSession } from './services.ts';

type DialogRequests = 'dialog.open' | 'dialog.save';

/** The system's own dialogs, which start in the folder that was used last. */
export function dialogHandlers({
  environment,
  settings,
}: Services): Pick<Handlers<Requests, WindowSession>, DialogRequests> {
  function remembered(path: string | null): string | null {
    if (path !== null) settings.change({ lastFolder: dirname(path) });
    return path;
  }
  return {
    'dialog.open': async ({ kind }) =>
      remembered(await dialogsOf(environment).open(kind, settings.read().lastFolder)),
    'dialog.save': async ({ kind, suggestedName }) =>
      remembered(await dialogsOf(environment).save(kind, suggestedName, settings.read().lastFolder)),
  };
}

function dialogsOf(environment: Environment): NonNullable<Environment['dialogs']> {
  if (environment.dialogs === null) throw new Error('This host has no dialogs; the window shows its own.');
  return environment.dialogs;
}
