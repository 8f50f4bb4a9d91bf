import { parse, stringify } from 'devalue';
import { isMessage, type Message } from './messages.ts';
import { ownArrays } from './ownArrays.ts';

/**
 * A message as text for transports that carry no structures; the only encoding beside structured clone. NaN,
 * infinities, -0, undefined and typed arrays arrive as they were; functions and other classes are refused.
 */
export function encodeMessage(message: Message): string {
  return stringify(ownArrays(message));
}

/** @throws Error where the text is no message */
export function decodeMessage(text: string): Message {
  const value: unknown = parse(text);
  if (!isMessage(value)) throw new Error('What arrived is no message.');
  return value;
}
