import { AppError } from '../model/appError.ts';
import type { Channel } from './channel.ts';
import type { Handlers, RequestMap } from './definition.ts';
import type { Message } from './messages.ts';

/** The answering side of a channel. */
export interface Server {
  emit(name: string, payload: unknown): void;
}

/** Untyped view of a handler: its types were checked where the map of handlers was made. */
type AnyHandler = (
  params: unknown,
  context: { signal: AbortSignal; progress: (progress: unknown) => void; session: unknown },
) => unknown;

/**
 * Answers the requests of a channel. Parameters are checked by their schema; what a handler throws goes back as
 * a failure, and bugs are also given to `onBug`. When the channel closes, all running requests are aborted.
 */
export function serve<Map extends RequestMap, Session>(
  channel: Channel,
  requests: Map,
  handlers: Handlers<Map, Session>,
  session: Session,
  onBug: (error: unknown) => void,
): Server {
  const running = new globalThis.Map<number, AbortController>();

  async function answer(id: number, name: string, params: unknown): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      if (!Object.hasOwn(requests, name)) throw new Error(`No request is called ${JSON.stringify(name)}.`);
      const parsed = requests[name].params.safeParse(params);
      if (!parsed.success) throw new Error(`${name}: ${parsed.error.message}`);
      const handler = (handlers as Readonly<Record<string, AnyHandler>>)[name];
      const result = await handler(parsed.data, {
        signal: abort.signal,
        progress: (progress) => {
          if (!abort.signal.aborted) channel.send({ kind: 'progress', id, progress });
        },
        session,
      });
      if (!abort.signal.aborted) channel.send({ kind: 'result', id, result });
    } catch (error) {
      const bug = !(error instanceof AppError);
      if (bug) onBug(error);
      if (!abort.signal.aborted) channel.send({ kind: 'error', id, bug, failure: failureOf(error) });
    } finally {
      running.delete(id);
    }
  }

  channel.onMessage((message: Message) => {
    if (message.kind === 'request') void answer(message.id, message.name, message.params);
    else if (message.kind === 'cancel') running.get(message.id)?.abort();
  });
  channel.onClose(() => {
    for (const abort of running.values()) abort.abort();
  });
  return {
    emit: (name, payload) => {
      channel.send({ kind: 'event', name, payload });
    },
  };
}

function failureOf(error: unknown): { code: string; message: string; hint: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'bug', message, hint: 'This is a fault of the program; nothing that was saved is lost.' };
}
