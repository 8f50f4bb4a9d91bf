import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests, StartInfo } from '../../src-shared/contract/requests.ts';
import { exampleInfos } from '../examples/examples.ts';
import type { Services, WindowSession } from './services.ts';

/** What a window asks first. */
export function startHandlers({
  environment,
  settings,
  recent,
}: Services): Pick<Handlers<Requests, WindowSession>, 'app.start'> {
  const { version, host, dialogs } = environment;
  let { openPath } = environment;
  return {
    'app.start': () => {
      const info: StartInfo = {
        version,
        host,
        nativeDialogs: dialogs !== null,
        openPath,
        settings: settings.read(),
        recent: recent.list(),
        examples: exampleInfos,
      };
      // For the first window only: later ones, and a reload, are not asked to open it again.
      openPath = null;
      return info;
    },
  };
}
