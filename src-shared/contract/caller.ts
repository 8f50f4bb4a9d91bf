import { AppError } from '../model/appError.ts';
import type { Channel } from './channel.ts';
import type { ParamsOf, ProgressOf, RequestMap, ResultOf } from './definition.ts';
import type { Message } from './messages.ts';

export interface CallOptions<Progress> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The asking side of a contract. */
export interface Caller<Map extends RequestMap> {
  /**
   * Rejects with AppError for mistakes of the user or a file, code `cancelled` after an abort, `disconnected`
   * where the other side is gone, and with Error for bugs.
   */
  call<Name extends keyof Map & string>(
    name: Name,
    params: ParamsOf<Map[Name]>,
    options?: CallOptions<ProgressOf<Map[Name]>>,
  ): Promise<ResultOf<Map[Name]>>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
}

/**
 * Makes the asking side of a channel.
 *
 * @param onEvent called for events of the other side
 */
export function createCaller<Map extends RequestMap>(
  channel: Channel,
  onEvent: (name: string, payload: unknown) => void = () => undefined,
): Caller<Map> {
  const waiting = new globalThis.Map<number, Waiting>();
  let lastId = 0;
  let closed = false;

  channel.onMessage((message: Message) => {
    if (message.kind === 'event') {
      onEvent(message.name, message.payload);
      return;
    }
    const request = waiting.get(message.id);
    if (request === undefined) return; // answered or cancelled before
    if (message.kind === 'progress') {
      request.onProgress?.(message.progress as never);
    } else if (message.kind === 'result') {
      waiting.delete(message.id);
      request.resolve(message.result);
    } else if (message.kind === 'error') {
      waiting.delete(message.id);
      const { code, message: text, hint } = message.failure;
      request.reject(message.bug ? new Error(text) : new AppError(code, text, hint));
    }
  });
  channel.onClose(() => {
    closed = true;
    for (const { reject } of waiting.values()) reject(disconnected());
    waiting.clear();
  });

  return {
    call(name, params, options = {}) {
      return new Promise((resolve, reject) => {
        const { signal, onProgress } = options;
        if (closed) {
          reject(disconnected());
          return;
        }
        if (signal?.aborted === true) {
          reject(cancelled());
          return;
        }
        const id = ++lastId;
        const abort = () => {
          if (!waiting.delete(id)) return;
          if (!closed) channel.send({ kind: 'cancel', id });
          reject(cancelled());
        };
        const settle = <T>(then: (value: T) => void) => {
          return (value: T) => {
            signal?.removeEventListener('abort', abort);
            then(value);
          };
        };
        waiting.set(id, {
          resolve: settle(resolve as (result: unknown) => void),
          reject: settle(reject),
          onProgress,
        });
        signal?.addEventListener('abort', abort, { once: true });
        try {
          channel.send({ kind: 'request', id, name, params });
        } catch (error) {
          // Parameters that the transport cannot carry, such as functions.
          waiting.get(id)?.reject(error as Error);
          waiting.delete(id);
        }
      });
    },
  };
}

/** What a request rejects with after an abort. */
export function cancelled(): AppError {
  return new AppError('cancelled', 'It was cancelled.', 'Start it again when you like.');
}

function disconnected(): AppError {
  return new AppError(
    'disconnected',
    'The connection to the program was lost.',
    'If it does not return by itself, start Nestwise again; nothing that was saved is lost.',
  );
}
