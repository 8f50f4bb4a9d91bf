import type { Channel } from '../../src-shared/contract/channel.ts';
import type { Message } from '../../src-shared/contract/messages.ts';
import { ownArrays } from '../../src-shared/contract/ownArrays.ts';
import { endWithParent } from './endWithParent.ts';

/** What Electron's utility process adds to `process`. */
interface ParentPort {
  postMessage(message: Message): void;
  on(event: 'message', listener: (event: { readonly data: Message }) => void): void;
}

/** The way to the process that started this one, by fork() or as Electron's utility process. */
export function parentChannel(): Channel {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  return parentPort === undefined ? forkChannel() : portChannel(parentPort);
}

function forkChannel(): Channel {
  endWithParent();
  return {
    send: (message) => {
      if (process.connected) process.send?.(ownArrays(message));
    },
    onMessage: (listener) => {
      process.on('message', (message) => {
        listener(ownArrays(message as Message));
      });
    },
    onClose: (listener) => {
      process.on('disconnect', listener);
    },
    close: () => {
      process.disconnect();
    },
  };
}

/** Electron ends a utility process together with the program: there is no close to hear of. */
function portChannel(port: ParentPort): Channel {
  return {
    send: (message) => {
      port.postMessage(ownArrays(message));
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        listener(data);
      });
    },
    onClose: () => undefined,
    close: () => process.exit(),
  };
}
