import type { Channel } from '../../src-shared/contract/channel.ts';
import { decodeMessage, encodeMessage } from '../../src-shared/contract/encoding.ts';

/** The window's side of the web host's WebSocket. Rejects where the host cannot be reached. */
export function openWebSocketChannel(address: string): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      resolve(channelOver(socket));
    });
    // A socket that was never open has no channel whose listeners could hear of its end.
    socket.addEventListener('close', () => {
      reject(new Error('The program cannot be reached.'));
    });
  });
}

function channelOver(socket: WebSocket): Channel {
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', (event: MessageEvent<string>) => {
        listener(decodeMessage(event.data));
      });
    },
    onClose(listener) {
      socket.addEventListener('close', listener, { once: true });
    },
    close() {
      socket.close();
    },
  };
}
