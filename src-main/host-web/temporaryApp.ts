import type { Channel } from '../../src-shared/contract/channel.ts';
import { requests } from '../../src-shared/contract/requests.ts';
import { serve } from '../../src-shared/contract/server.ts';
import { defaultSettings } from '../../src-shared/model/settings.ts';
import type { Environment } from '../app/environment.ts';

/** Answers a window's first questions until the whole program does. */
export function createApp(environment: Environment) {
  return {
    connect(channel: Channel) {
      const handlers = {
        'app.start': () => ({
          version: environment.version,
          host: environment.host,
          nativeDialogs: false,
          openPath: environment.openPath,
          settings: defaultSettings,
          recent: [],
          examples: [],
        }),
        'settings.change': (part: object) => ({ ...defaultSettings, ...part }),
        'recent.list': () => [],
      };
      serve(channel, requests, handlers as never, null, environment.onBug);
    },
    close: () => Promise.resolve(),
  };
}
