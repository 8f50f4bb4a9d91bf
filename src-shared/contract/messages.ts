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
