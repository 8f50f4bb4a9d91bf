import { expect, it } from 'vitest';
import type { WorkerProcess } from '../../../src-main/jobs/workerProcess.ts';
import { startWorkerLine } from '../../../src-main/jobs/workerLine.ts';

type Step = 'close' | 'exit';

/** A worker that never answers and ends in the given steps. */
function endingWorker(): { worker: WorkerProcess; end: (...steps: Step[]) => void } {
  const listeners: Record<Step, (() => void)[]> = { close: [], exit: [] };
  return {
    worker: {
      channel: {
        send: () => undefined,
        onMessage: () => undefined,
        onClose: (listener) => listeners.close.push(listener),
        close: () => undefined,
      },
      kill: () => undefined,
      onExit: (listener) =>
        listeners.exit.push(() => {
          listener(137);
        }),
    },
    end: (...steps) => {
      for (const step of steps) for (const listener of listeners[step]) listener();
    },
  };
}

// Electron tells the end of a process once, Node in two steps of either order.
it.each([[['close', 'exit']], [['exit', 'close']]] as [Step[]][])(
  'a worker that ends by %j while it is asked is called lost',
  async (steps) => {
    const { worker, end } = endingWorker();
    const line = startWorkerLine(worker);
    const answer = line.call('structure', {} as never, () => undefined);
    end(...steps);
    await expect(answer).rejects.toMatchObject({ code: 'worker-lost' });
  },
);

it('a line that is cut before the process has ended waits for the reason', async () => {
  const { worker, end } = endingWorker();
  const line = startWorkerLine(worker);
  const answer = line.call('structure', {} as never, () => undefined);
  end('close');
  await Promise.resolve();
  end('exit');
  await expect(answer).rejects.toMatchObject({ code: 'worker-lost' });
});
