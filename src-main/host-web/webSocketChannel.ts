import type { WebSocket } from 'ws';
import type { Channel } from '../../src-shared/contract/channel.ts';
import { decodeMessage, encodeMessage } from '../../src-shared/contract/encoding.ts';
import type { Message } from '../../src-shared/contract/messages.ts';

/** RFC 6455: the data were not what the protocol says. */
const invalidData = 1007;

/**
 * The back end's side of a window's WebSocket: one text frame per message. A frame that is no message ends the
 * connection, for then the other side is not the program's window.
 */
export function webSocketChannel(socket: WebSocket): Channel {
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        let message: Message;
        try {
          if (isBinary) throw new Error('A message is text.');
          message = decodeMessage((data as Buffer).toString('utf8'));
        } catch {
          socket.close(invalidData, 'not a message');
          return;
        }
        listener(message);
      });
    },
    onClose(listener) {
      socket.once('close', listener);
    },
    close() {
      socket.close();
    },
  };
}
