import type { Channel } from '../../src-shared/contract/channel.ts';
import type { Message } from '../../src-shared/contract/messages.ts';
import { portMessage, type ElectronBridge } from './host.ts';

/** Electron's way to the back end: structured clone carries NaN and typed arrays as they are. */
export function openMessagePortChannel(bridge: ElectronBridge): Promise<Channel> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      if (event.source !== window || event.data !== portMessage) return;
      window.removeEventListener('message', receive);
      resolve(channelOver(event.ports[0]));
    };
    window.addEventListener('message', receive);
    bridge.connect();
  });
}

function channelOver(port: MessagePort): Channel {
  return {
    send(message) {
      port.postMessage(message);
    },
    onMessage(listener) {
      port.addEventListener('message', (event: MessageEvent<Message>) => {
        listener(event.data);
      });
      port.start();
    },
    onClose(listener) {
      port.addEventListener('close', listener, { once: true });
    },
    close() {
      port.close();
    },
  };
}
