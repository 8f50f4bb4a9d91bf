import type { Channel } from '../../../src-shared/contract/channel.ts';
import type { Message } from '../../../src-shared/contract/messages.ts';
import type { WorkerProcess } from '../../../src-main/jobs/workerProcess.ts';

/** A worker that answers when the test says so. */
export interface FakeWorker extends WorkerProcess {
  /** Requests it has received and not answered, the oldest first. */
  readonly asked: { readonly id: number; readonly name: string; readonly params: unknown }[];
  answer(result: unknown): void;
  progress(progress: unknown): void;
  refuse(code: string): void;
  /** It ends by itself or from outside. */
  end(code: number | null): void;
  readonly killed: boolean;
}

export function fakeWorker(): FakeWorker {
  const receive: ((message: Message) => void)[] = [];
  const closed: (() => void)[] = [];
  const exits: ((code: number | null) => void)[] = [];
  const asked: FakeWorker['asked'] = [];
  let alive = true;
  let killed = false;
  const tell = (message: Message) => {
    for (const listener of receive) listener(message);
  };
  const channel: Channel = {
    send: (message) => {
      if (alive && message.kind === 'request') asked.push(message);
    },
    onMessage: (listener) => receive.push(listener),
    onClose: (listener) => closed.push(listener),
    close: () => undefined,
  };
  const end = (code: number | null) => {
    if (!alive) return;
    alive = false;
    asked.length = 0;
    for (const listener of closed) listener();
    // As in Node, the line is cut before the end of the process is known.
    setTimeout(() => {
      for (const listener of exits) listener(code);
    }, 1);
  };
  return {
    channel,
    asked,
    kill: () => {
      killed = true;
      end(137);
    },
    onExit: (listener) => exits.push(listener),
    answer: (result) => {
      tell({ kind: 'result', id: asked.shift()!.id, result });
    },
    progress: (progress) => {
      tell({ kind: 'progress', id: asked[0].id, progress });
    },
    refuse: (code) => {
      const failure = { code, message: 'The message.', hint: 'The hint.' };
      tell({ kind: 'error', id: asked.shift()!.id, failure, bug: false });
    },
    end,
    get killed() {
      return killed;
    },
  };
}
