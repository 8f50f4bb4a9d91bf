import type { Message } from './messages.ts';

/**
 * Two-way transport of whole messages, in order: a MessagePort, a WebSocket or a child process. NaN, Infinity,
 * undefined and typed arrays arrive as they were sent.
 */
export interface Channel {
  send(message: Message): void;
  /** Called once, before the first message can arrive. */
  onMessage(listener: (message: Message) => void): void;
  /** Called at most once, when nothing can arrive any more. */
  onClose(listener: () => void): void;
  close(): void;
}
