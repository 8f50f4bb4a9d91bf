import { parse, stringify } from 'devalue';
import { isMessage, type Message } from './messages.ts';
import { ownArrays } from './ownArrays.ts';

/**
 * A column of a data file may be called `__proto__`, and records by column name then have such a key, which the
 * library refuses as an attack; as a list of entries it is harmless.
 */
const replaced = {
  Entries: (value: unknown) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__') && Object.entries(value),
};
const restored = { Entries: (entries: [string, unknown][]) => Object.fromEntries(entries) };

/**
 * A message as text for transports that carry no structures; the only encoding beside structured clone. NaN,
 * infinities, -0, undefined and typed arrays arrive as they were; functions and other classes are refused.
 */
export function encodeMessage(message: Message): string {
  return stringify(ownArrays(message), replaced);
}

/** @throws Error where the text is no message */
export function decodeMessage(text: string): Message {
  const value: unknown = parse(text, restored);
  if (!isMessage(value)) throw new Error('What arrived is no message.');
  return value;
}
