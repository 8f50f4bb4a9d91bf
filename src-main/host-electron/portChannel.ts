import type { MessagePortMain } from 'electron';
import type { Channel } from '../../src-shared/contract/channel.ts';
import { isMessage } from '../../src-shared/contract/messages.ts';
import { ownArrays } from '../../src-shared/contract/ownArrays.ts';

/** The back end's side of a window's port. What is no message ends the connection. */
export function portChannel(port: MessagePortMain): Channel {
  let open = true;
  port.once('close', () => {
    open = false;
  });
  return {
    send(message) {
      if (open) port.postMessage(ownArrays(message));
    },
    onMessage(listener) {
      port.on('message', ({ data }) => {
        if (isMessage(data)) listener(data);
        else port.close();
      });
      port.start();
    },
    onClose: (listener) => port.once('close', listener),
    close() {
      port.close();
    },
  };
}
