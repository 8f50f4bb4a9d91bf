import { parse, stringify } from 'devalue';
import type { Message } from './messages.ts';

/** A message as text for transports that carry no structures; the only encoding beside structured clone. */
export function encodeMessage(message: Message): string {
  return stringify(message);
}

export function decodeMessage(text: string): Message {
  return parse(text) as Message;
}
