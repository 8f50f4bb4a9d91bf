import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createCaller } from '../../../../src-shared/contract/caller.ts';
import { request, type Handlers } from '../../../../src-shared/contract/definition.ts';
import { serve } from '../../../../src-shared/contract/server.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import { channelPair } from '../../../helpers/channelPair.ts';

const contract = {
  double: request(z.strictObject({ of: z.number(), times: z.int().default(1) }))<number, string>(),
  forever: request(z.strictObject({}))<null>(),
  fail: request(z.strictObject({ how: z.enum(['user', 'bug', 'text', 'unsendable']) }))<unknown>(),
};
type Contract = typeof contract;

function connection(overrides: Partial<Handlers<Contract, string>> = {}) {
  const [client, host] = channelPair();
  const bugs: unknown[] = [];
  const events: unknown[] = [];
  const signals: AbortSignal[] = [];
  const handlers: Handlers<Contract, string> = {
    double: ({ of, times }, { progress, session }) => {
      progress(`${session} doubles`);
      return of * 2 ** times;
    },
    forever: (_params, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
    fail: ({ how }) => {
      if (how === 'user') throw new AppError('no-such-thing', '"x" is not there.', 'Take y.');
      if (how === 'bug') throw new TypeError('undefined is not a thing');
      if (how === 'text') throw 'a text'; // eslint-disable-line @typescript-eslint/only-throw-error
      return () => 'functions cannot be sent';
    },
    ...overrides,
  };
  const caller = createCaller<Contract>(client, (name, payload) => events.push([name, payload]));
  const server = serve(host, contract, handlers, 'the session', (bug) => bugs.push(bug));
  return { client, host, caller, server, bugs, events, signals };
}

it('answers, with defaults, session and progress', async () => {
  const { caller } = connection();
  const heard: string[] = [];
  const answer = await caller.call('double', { of: 21 }, { onProgress: (text) => heard.push(text) });
  expect(answer).toBe(42);
  expect(heard).toEqual(['the session doubles']);
});

it('keeps the answers of many requests apart', async () => {
  const { caller } = connection({
    double: async ({ of }) => {
      if (of % 2 === 0) await Promise.resolve();
      return 2 * of;
    },
  });
  const numbers = Array.from({ length: 20 }, (_, i) => i);
  expect(await Promise.all(numbers.map((of) => caller.call('double', { of })))).toEqual(
    numbers.map((of) => 2 * of),
  );
});

it('carries mistakes of the user, and tells them from bugs', async () => {
  const { caller, bugs } = connection();
  const mistake = await caller.call('fail', { how: 'user' }).catch((error: unknown) => error);
  expect(mistake).toBeInstanceOf(AppError);
  expect(mistake).toMatchObject({ code: 'no-such-thing', message: '"x" is not there.', hint: 'Take y.' });
  expect(bugs).toEqual([]);
  const bug = await caller.call('fail', { how: 'bug' }).catch((error: unknown) => error);
  expect(bug).not.toBeInstanceOf(AppError);
  expect(bug).toMatchObject({ message: 'undefined is not a thing' });
  await expect(caller.call('fail', { how: 'text' })).rejects.toThrow('a text');
  expect(bugs).toEqual([expect.any(TypeError), 'a text']);
});

it('answers with a bug where the result cannot be sent', async () => {
  const { caller, bugs } = connection();
  await expect(caller.call('fail', { how: 'unsendable' })).rejects.toThrow(/function/);
  expect(bugs).toHaveLength(1);
  expect(await caller.call('double', { of: 1 })).toBe(2);
});

it('rejects where the parameters cannot be sent', async () => {
  const { caller } = connection();
  await expect(caller.call('double', { of: (() => 1) as never })).rejects.toThrow(/function/);
});

it.each([
  ['a wrong type', 'double', { of: 'two' }, /of/],
  ['a surplus member', 'double', { of: 2, and: 3 }, /and/],
  ['no parameters', 'double', undefined, /double/],
  ['an unknown request', 'triple', {}, /"triple"/],
  ['a name of the prototype', 'constructor', {}, /"constructor"/],
])('refuses %s before any handler sees it', async (_name, request, params, text) => {
  const double = vi.fn(() => 1);
  const { caller, bugs } = connection({ double });
  await expect(caller.call(request as never, params as never)).rejects.toThrow(text);
  expect(bugs).toHaveLength(1);
  expect(double).not.toHaveBeenCalled();
});

it('cancels: the handler hears it, the caller is free at once', async () => {
  const { caller, signals } = connection();
  const abort = new AbortController();
  const running = caller.call('forever', {}, { signal: abort.signal });
  await caller.call('double', { of: 1 });
  expect(signals[0].aborted).toBe(false);
  abort.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await caller.call('double', { of: 1 });
  expect(signals[0].aborted).toBe(true);
});

it('hears nothing more of a request after its cancel', async () => {
  const gate = Promise.withResolvers<undefined>();
  const onProgress = vi.fn();
  const { caller, bugs } = connection({
    double: async (_params, { progress }) => {
      await gate.promise;
      progress('late');
      return 1;
    },
  });
  const abort = new AbortController();
  const running = caller.call('double', { of: 1 }, { signal: abort.signal, onProgress });
  abort.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  gate.resolve(undefined);
  await caller.call('fail', { how: 'user' }).catch(() => undefined);
  expect(onProgress).not.toHaveBeenCalled();
  expect(bugs).toEqual([]);
});

it('starts nothing that is cancelled beforehand', async () => {
  const { caller, signals } = connection();
  await expect(caller.call('forever', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
  await caller.call('double', { of: 1 });
  expect(signals).toEqual([]);
});

it('does not cancel what is answered', async () => {
  const { caller, client } = connection();
  const abort = new AbortController();
  expect(await caller.call('double', { of: 1 }, { signal: abort.signal })).toBe(2);
  const send = vi.spyOn(client, 'send');
  abort.abort();
  expect(send).not.toHaveBeenCalled();
});

it('tells events', async () => {
  const { caller, server, events } = connection();
  server.emit('command', { id: 'undo' });
  await caller.call('double', { of: 1 });
  expect(events).toEqual([['command', { id: 'undo' }]]);
});

it('ends with the connection, on both sides', async () => {
  const { caller, host, signals } = connection();
  const running = caller.call('forever', {});
  await caller.call('double', { of: 1 });
  host.close();
  await expect(running).rejects.toMatchObject({ code: 'disconnected' });
  await expect(caller.call('double', { of: 1 })).rejects.toMatchObject({ code: 'disconnected' });
  expect(signals[0].aborted).toBe(true);
});
