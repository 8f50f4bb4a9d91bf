import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createJobs, type Jobs } from '../../../src-main/jobs/jobs.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import { modelSpecSchema } from '../../../src-shared/model/modelSpec.ts';
import { fakeWorker, type FakeWorker } from './fakeWorker.ts';

const dataset: Dataset = { name: 'd', nRows: 0, columns: [] };
const model = (formula: string) => ({ dataset, spec: modelSpecSchema.parse({ formula }) });
const file = { path: '/data.csv', name: 'data.csv', options: {} };

let started: FakeWorker[];
let jobs: Jobs;
beforeEach(() => {
  started = [];
  jobs = createJobs(() => {
    started.push(fakeWorker());
    return started.at(-1)!;
  });
});

/** The worker that fits now: the first one started, or what came in its place. */
const fitting = () => started.find((worker) => worker.asked.some(({ name }) => name === 'fit'));
const asks = (name: string) =>
  vi.waitFor(() => {
    const worker = started.find((candidate) => candidate.asked.some((request) => request.name === name));
    if (worker === undefined) throw new Error(`${name} has not been asked`);
    return worker;
  });

describe('jobs', () => {
  it('have two workers ready before the first one is asked for', () => {
    expect(started).toHaveLength(2);
  });

  it('of one kind run one after the other, in order', async () => {
    const order: string[] = [];
    const runs = ['a ~ 1', 'b ~ 1', 'c ~ 1'].map((formula) =>
      jobs.run('fit', model(formula), { onStart: () => order.push(`start ${formula}`) }).then((result) => {
        order.push(result as unknown as string);
      }),
    );
    for (const name of ['first', 'second', 'third']) {
      const worker = await asks('fit');
      expect(worker.asked).toHaveLength(1);
      worker.answer(name);
      await vi.waitFor(() => {
        expect(order).toContain(name);
      });
    }
    await Promise.all(runs);
    expect(order).toEqual(['start a ~ 1', 'first', 'start b ~ 1', 'second', 'start c ~ 1', 'third']);
    expect(started).toHaveLength(2);
  });

  it('of the short kind do not wait for a fit', async () => {
    const fit = jobs.run('fit', model('y ~ 1'));
    const reading = jobs.run('readCsv', file);
    const worker = await asks('readCsv');
    expect(worker).not.toBe(fitting());
    worker.answer('read');
    expect((await reading) as unknown).toBe('read');
    fitting()!.answer('fitted');
    expect((await fit) as unknown).toBe('fitted');
  });

  it('tell their progress', async () => {
    const progress: unknown[] = [];
    const reading = jobs.run('readCsv', file, { onProgress: (value) => progress.push(value) });
    const worker = await asks('readCsv');
    worker.progress({ fraction: NaN, doing: 'Reading' });
    worker.answer({});
    await reading;
    expect(progress).toEqual([{ fraction: NaN, doing: 'Reading' }]);
  });

  it('that fail by a mistake of the user say so, and the worker stays', async () => {
    const reading = jobs.run('readCsv', file);
    (await asks('readCsv')).refuse('empty-file');
    await expect(reading).rejects.toMatchObject({ code: 'empty-file', hint: 'The hint.' });
    expect(started).toHaveLength(2);
  });
});

describe('cancel', () => {
  it('rejects at once, kills a worker that goes on, and lets the next run in a new one', async () => {
    const abort = new AbortController();
    const progress = vi.fn();
    const fit = jobs.run('fit', model('y ~ 1'), { signal: abort.signal, onProgress: progress });
    const next = jobs.run('fit', model('z ~ 1'));
    const worker = await asks('fit');
    abort.abort();
    await expect(fit).rejects.toMatchObject({ code: 'cancelled' });
    worker.progress({ stage: 'fit' });
    expect(progress).not.toHaveBeenCalled();
    await vi.waitFor(() => {
      expect(worker.killed).toBe(true);
    });
    await vi.waitFor(() => {
      expect(started).toHaveLength(3);
    });
    (await vi.waitFor(() => fitting()!)).answer('done');
    expect((await next) as unknown).toBe('done');
  });

  it('keeps a worker that comes to its end at once', async () => {
    const abort = new AbortController();
    const reading = jobs.run('readCsv', file, { signal: abort.signal });
    const worker = await asks('readCsv');
    abort.abort();
    worker.answer('too late');
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    const next = jobs.run('readCsv', file);
    (await asks('readCsv')).answer('read');
    expect((await next) as unknown).toBe('read');
    expect(worker.killed).toBe(false);
    expect(started).toHaveLength(2);
  });

  it('takes a waiting run out of the queue', async () => {
    const abort = new AbortController();
    const first = jobs.run('fit', model('y ~ 1'));
    const second = jobs.run('fit', model('z ~ 1'), { signal: abort.signal });
    const worker = await asks('fit');
    abort.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    worker.answer('first');
    expect((await first) as unknown).toBe('first');
    expect(worker.asked).toEqual([]);
    expect(worker.killed).toBe(false);
  });

  it('before the start starts nothing', async () => {
    await expect(jobs.run('fit', model('y ~ 1'), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(fitting()).toBeUndefined();
  });
});

describe('a lost worker', () => {
  it.each([
    [134, 'ran out of memory'],
    [137, 'was ended from outside, by another program or by the system'],
    [1, 'stopped unexpectedly (code 1)'],
    [null, 'stopped unexpectedly.'],
  ])('that ended with %s is explained and replaced', async (code, words) => {
    const fit = jobs.run('fit', model('y ~ 1'));
    (await asks('fit')).end(code);
    await expect(fit).rejects.toMatchObject({
      code: 'worker-lost',
      message: expect.stringContaining(words) as string,
    });
    await vi.waitFor(() => {
      expect(started).toHaveLength(3);
    });
    const next = jobs.run('fit', model('y ~ 1'));
    (await asks('fit')).answer('again');
    expect((await next) as unknown).toBe('again');
  });

  it('that had answered before is replaced though nothing waits', async () => {
    const fit = jobs.run('fit', model('y ~ 1'));
    const worker = await asks('fit');
    worker.answer('done');
    await fit;
    worker.end(137);
    await vi.waitFor(() => {
      expect(started).toHaveLength(3);
    });
  });

  it('that never got as far as answering is replaced only when it is needed', async () => {
    const [first] = started;
    first.end(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(started).toHaveLength(2);
    const fit = jobs.run('fit', model('y ~ 1'));
    (await asks('fit')).answer('done');
    expect((await fit) as unknown).toBe('done');
    expect(started).toHaveLength(3);
  });
});

describe('close', () => {
  it('cancels what waits and runs, ends the workers and starts none', async () => {
    const running = jobs.run('fit', model('y ~ 1'));
    const waiting = jobs.run('fit', model('z ~ 1'));
    await asks('fit');
    jobs.close();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(jobs.run('fit', model('y ~ 1'))).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(started.map((worker) => worker.killed)).toEqual([true, true]);
  });
});
