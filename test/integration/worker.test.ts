import { open, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { workerEntry } from '../../src-main/app/places.ts';
import { forkWorker } from '../../src-main/jobs/forkWorker.ts';
import { createJobs, type Jobs } from '../../src-main/jobs/jobs.ts';
import type { WorkerProcess } from '../../src-main/jobs/workerProcess.ts';
import type { WorkProgress } from '../../src-shared/contract/requests.ts';
import type { FitResult, Progress } from '../../src-shared/model/fitResult.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import { continuous, dataset, fit, nominal, referenceData } from '../helpers/datasets.ts';

let started: WorkerProcess[];
let jobs: Jobs;
beforeEach(() => {
  started = [];
  jobs = createJobs(() => {
    started.push(forkWorker(workerEntry));
    return started.at(-1)!;
  });
});
afterEach(() => {
  jobs.close();
});

const sleepstudy = {
  dataset: referenceData('sleepstudy'),
  spec: modelSpecSchema.parse({ formula: 'Reaction ~ Days + (Days | Subject)' }),
};
/** Two factors whose crossing leaves a dense block that takes seconds to factor, once. */
const heavy = heavyModel(4000, 50_000);

/** Results without what a clock says. */
function withoutTiming(result: FitResult): object {
  return { ...result, timing: null };
}

describe('a fit in a worker', () => {
  it('gives bit by bit what the engine gives here', async () => {
    const progress: Progress[] = [];
    const result = await jobs.run('fit', sleepstudy, { onProgress: (value) => progress.push(value) });
    const here = fit(sleepstudy.dataset, sleepstudy.spec.formula);
    expect(withoutTiming(result)).toEqual(withoutTiming(here));
    expect(result.fitted).toBeInstanceOf(Float64Array);
    expect(result.fitted.buffer.byteLength).toBe(result.fitted.byteLength);
    expect(progress[0]).toEqual({ stage: 'frame', iteration: 0, criterion: NaN });
  });

  it('that the engine refuses comes back with message and hint', async () => {
    const spec = { ...sleepstudy.spec, formula: 'Reaction ~ days + (1 | Subject)' };
    await expect(jobs.run('fit', { ...sleepstudy, spec })).rejects.toMatchObject({
      name: 'AppError',
      code: 'unknown-column',
      message: expect.stringContaining('days') as string,
      hint: expect.stringContaining('capitals') as string,
    });
  });

  it('keeps infinite and missing numbers', async () => {
    const spec = modelSpecSchema.parse({ formula: 'Reaction ~ Days', method: 'OLS', df: 'asymptotic' });
    const result = await jobs.run('fit', { ...sleepstudy, spec });
    expect(result.fixed[0].df).toBe(Infinity);
    expect(result.certificate.decrement).toBeNaN();
  });

  it('waits for those before it', async () => {
    const ended: number[] = [];
    const runs = [1, 2, 3].map(async (number) => {
      await jobs.run('fit', sleepstudy);
      ended.push(number);
    });
    await Promise.all(runs);
    expect(ended).toEqual([1, 2, 3]);
    expect(started).toHaveLength(2);
  });

  it('is cancelled within 0.3 s in the middle of a factorisation, and the next one runs', async () => {
    const abort = new AbortController();
    const begun = Promise.withResolvers<unknown>();
    const run = jobs.run('fit', heavy, { signal: abort.signal, onProgress: begun.resolve });
    const [worker] = started;
    const ended = new Promise<void>((resolve) => {
      worker.onExit(() => {
        resolve();
      });
    });
    await begun.promise; // the frame is built: what follows is the first factorisation
    await new Promise((resolve) => setTimeout(resolve, 200));
    const start = performance.now();
    abort.abort();
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    await ended;
    expect(performance.now() - start).toBeLessThan(300);
    expect((await jobs.run('fit', sleepstudy)).converged).toBe(true);
  });

  it('whose worker is ended from outside says so, and the next one runs', async () => {
    const begun = Promise.withResolvers<unknown>();
    const run = jobs.run('fit', heavy, { onProgress: begun.resolve });
    await begun.promise;
    started[0].kill();
    await expect(run).rejects.toMatchObject({
      code: 'worker-lost',
      message: expect.stringContaining('The computation was ended from outside') as string,
    });
    expect((await jobs.run('fit', sleepstudy)).converged).toBe(true);
  });

  it('does not keep questions about the data waiting', async () => {
    const abort = new AbortController();
    const run = jobs.run('fit', heavy, { signal: abort.signal });
    const question = { groupings: [['Subject']], predictors: ['Days'], response: 'Reaction' };
    const { groupings } = await jobs.run('structure', { dataset: sleepstudy.dataset, ...question });
    expect(groupings[0].nLevels).toBe(18);
    abort.abort();
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a large file', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nestwise-test-'));
    path = join(folder, 'large.csv');
    const lines = Array.from({ length: 20_000 }, (_, i) => `level ${i % 40},${i / 8},${i % 97}.5,${i}`);
    const piece = `${lines.join('\n')}\n`;
    const file = await open(path, 'w');
    await file.write('group,a,b,c\n');
    for (let bytes = 0; bytes < 100e6; bytes += piece.length) await file.write(piece);
    await file.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is read with progress, and cancelled in the middle', async () => {
    const abort = new AbortController();
    const begun = Promise.withResolvers<WorkProgress>();
    const run = jobs.run(
      'readCsv',
      { path, name: 'large.csv', options: {} },
      {
        signal: abort.signal,
        onProgress: (progress) => {
          if (progress.doing === 'Finding the cells' && progress.fraction > 0.2) begun.resolve(progress);
        },
      },
    );
    expect((await begun.promise).fraction).toBeLessThan(1);
    const start = performance.now();
    abort.abort();
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - start).toBeLessThan(300);
    const small = new URL('../../src-main/examples/data/sleepstudy.csv', import.meta.url).pathname;
    const reading = await jobs.run('readCsv', { path: small, name: 'sleepstudy.csv', options: {} });
    expect(reading.dataset.nRows).toBe(180);
  });

  it('that is none is refused by its name', async () => {
    const missing = { path: join(folder, 'none.csv'), name: 'none.csv', options: {} };
    await expect(jobs.run('readCsv', missing)).rejects.toMatchObject({
      code: 'file-not-found',
      message: 'none.csv does not exist any more.',
    });
    await expect(jobs.run('readCsv', { ...missing, path: folder })).rejects.toMatchObject({
      code: 'not-a-file',
    });
  });
});

function heavyModel(nLevels: number, n: number) {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const level = (prefix: string) => Array.from({ length: nLevels }, (_, i) => `${prefix}${i}`);
  const pick = (prefix: string) => {
    const levels = level(prefix);
    const codes = Int32Array.from({ length: n }, (_, i) =>
      i < nLevels ? i : Math.floor(random() * nLevels),
    );
    return { ...nominal(prefix, []), codes, levels };
  };
  const y = continuous('y', Array.from({ length: n }, random));
  return {
    dataset: dataset([y, pick('a'), pick('b')]),
    spec: modelSpecSchema.parse({ formula: 'y ~ 1 + (1 | a) + (1 | b)' }),
  };
}
