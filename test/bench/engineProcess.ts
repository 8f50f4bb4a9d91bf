/**
 * The engine in a process of its own for one row of the table, so that its first answer is a cold one. Each message
 * asks for one answer; started by compare.ts with the fit file and the task as arguments.
 */
import { readFitFile } from '../../src-main/app/fitFile/readFitFile.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { analyse } from '../../src-main/engine/analyse.ts';
import { ask } from '../../src-main/engine/ask.ts';
import type { Question } from '../../src-shared/model/analyses/index.ts';
import type { DfMethod } from '../../src-shared/model/modelSpec.ts';
import type { Task } from './rows.ts';

export interface EngineAnswer {
  readonly ms: number;
  readonly iterations: number | null;
  readonly peakMb: number;
}

type Timed = Omit<EngineAnswer, 'peakMb'>;

const [path, task] = process.argv.slice(2) as [string, Task];
const { dataset, spec } = readFitFile(path);

function fitTime(): Timed {
  const { timing, certificate } = runToEnd(analyse(dataset, spec, () => performance.now()));
  return { ms: timing.fitMs, iterations: certificate.iterations };
}

/** Everything after the fit: all tables, conditional modes, residuals, diagnostics and effects with their bands. */
function inferenceTime(df: DfMethod): Timed {
  const { timing } = runToEnd(analyse(dataset, { ...spec, df }, () => performance.now()));
  return { ms: timing.inferenceMs, iterations: null };
}

function fitWithInferenceTime(df: DfMethod): Timed {
  const { timing, certificate } = runToEnd(analyse(dataset, { ...spec, df }, () => performance.now()));
  return { ms: timing.fitMs + timing.inferenceMs, iterations: certificate.iterations };
}

/** A question includes the fit of its model. */
function questionTime(question: Question): Timed {
  const start = performance.now();
  runToEnd(ask(dataset, spec, question));
  return { ms: performance.now() - start, iterations: null };
}

const tasks: Readonly<Record<Task, () => Timed>> = {
  fit: fitTime,
  fitWithKenwardRoger: () => fitWithInferenceTime('kenward-roger'),
  satterthwaite: () => inferenceTime('satterthwaite'),
  kenwardRoger: () => inferenceTime('kenward-roger'),
  bootstrap: () => questionTime({ kind: 'bootstrap', replicates: 1000, seed: 1 }),
  profile: () => questionTime({ kind: 'intervals', method: 'profile' }),
};

process.on('message', () => {
  const answer: EngineAnswer = { ...tasks[task](), peakMb: process.resourceUsage().maxRSS / 1024 };
  process.send?.(answer);
});
