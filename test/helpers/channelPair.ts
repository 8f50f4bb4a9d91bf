import type { Channel } from '../../src-shared/contract/channel.ts';
import { decodeMessage, encodeMessage } from '../../src-shared/contract/encoding.ts';
import type { Message } from '../../src-shared/contract/messages.ts';

/** Two ends of one connection in memory: messages cross as text, later and in order, as over a socket. */
export function channelPair(): [left: Channel, right: Channel] {
  const left = end();
  const right = end();
  left.other = right;
  right.other = left;
  return [left.channel, right.channel];
}

interface End {
  readonly channel: Channel;
  readonly receive: ((message: Message) => void)[];
  readonly closed: (() => void)[];
  other: End | null;
}

function end(): End {
  let open = true;
  const self: End = {
    receive: [],
    closed: [],
    other: null,
    channel: {
      send(message) {
        const text = encodeMessage(message);
        queueMicrotask(() => {
          if (open)
            self.other?.receive.forEach((listener) => {
              listener(decodeMessage(text));
            });
        });
      },
      onMessage: (listener) => self.receive.push(listener),
      onClose: (listener) => self.closed.push(listener),
      close() {
        if (!open) return;
        open = false;
        [self, self.other].forEach((side) =>
          side?.closed.splice(0).forEach((listener) => {
            listener();
          }),
        );
        self.other?.channel.close();
      },
    },
  };
  return self;
}
