import type { Failure } from '../model/project.ts';

/** What passes over a channel. `id` numbers the requests of one caller. */
export type Message =
  | { readonly kind: 'request'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  /** `bug` = not the user's mistake: an exception of the program itself. */
  | { readonly kind: 'error'; readonly id: number; readonly failure: Failure; readonly bug: boolean }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown };

/** Whether something that arrived over a channel has the shape of a message. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id, name, failure } = value as Readonly<Record<string, unknown>>;
  switch (kind) {
    case 'request':
      return isId(id) && typeof name === 'string';
    case 'cancel':
    case 'progress':
    case 'result':
      return isId(id);
    case 'error':
      return isId(id) && isFailure(failure);
    case 'event':
      return typeof name === 'string';
    default:
      return false;
  }
}

function isId(id: unknown): boolean {
  return Number.isSafeInteger(id);
}

function isFailure(failure: unknown): failure is Failure {
  if (typeof failure !== 'object' || failure === null) return false;
  const { code, message, hint } = failure as Readonly<Record<string, unknown>>;
  return [code, message, hint].every((text) => typeof text === 'string');
}
