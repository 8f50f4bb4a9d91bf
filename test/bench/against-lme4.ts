/**
 * Times lme4's lmer() and the engine on all lmer cases, in turns on the same machine, one thread each, and
 * prints a Markdown table. Run with `node test/bench/against-lme4.ts`; needs R with lme4 and jsonlite.
 */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { times } from '../../src-main/cli/times.ts';
import type { EngineAnswer } from './engineProcess.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Turns per case; fewer where one takes seconds. The first turn warms both up and does not count. */
const TURNS = 12;
const TURNS_OF_A_LARGE_CASE = 6;

if (spawnSync('Rscript', ['-e', 'library(lme4); library(jsonlite)'], { stdio: 'ignore' }).status !== 0) {
  print('Comparing with lme4 needs R with the packages lme4 and jsonlite; they were not found.');
  process.exit(1);
}

const r = spawn('Rscript', ['--vanilla', here('against-lme4.R')], {
  env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
  stdio: ['pipe', 'pipe', 'inherit'],
});
const answers = createInterface({ input: r.stdout })[Symbol.asyncIterator]();
async function nextAnswer(): Promise<string> {
  const { value, done } = await answers.next();
  if (done) throw new Error('R ended before it answered.');
  return value;
}
function askR(request: string): Promise<string> {
  r.stdin.write(`${request}\n`);
  return nextAnswer();
}

async function compare(name: string): Promise<string> {
  const path = here(`../reference/cases/${name}.json`);
  await askR(`load ${path}`);
  const engine = fork(here('engineProcess.ts'), [path]);
  const lme4: number[] = [];
  const ours: EngineAnswer[] = [];
  let rows = 0;
  let evaluations = 0;
  for (let turn = 0; turn < (rows > 10_000 ? TURNS_OF_A_LARGE_CASE : TURNS); turn++) {
    const [ms, nObs, count] = (await askR('fit')).split(' ').map(Number);
    lme4.push(ms);
    [rows, evaluations] = [nObs, count];
    engine.send('fit');
    ours.push(((await once(engine, 'message')) as [EngineAnswer])[0]);
  }
  engine.disconnect();
  const theirs = times(lme4);
  const fit = times(ours.map((answer) => answer.fitMs));
  const inference = times(ours.map((answer) => answer.inferenceMs));
  const last = ours.at(-1)!;
  const cells = [
    name,
    rows,
    theirs.medianMs.toFixed(1),
    evaluations,
    fit.coldMs.toFixed(1),
    fit.medianMs.toFixed(2),
    last.iterations,
    `${(theirs.medianMs / fit.medianMs).toFixed(1)} x`,
    inference.medianMs.toFixed(2),
    last.peakMb.toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

print(
  `Node ${process.version}; ${await nextAnswer()}; one thread each; milliseconds, medians of warm runs\n`,
);
print(
  '| case | rows | lme4 | evaluations | Nestwise cold | warm | iterations | lme4 / warm | inference | peak MB |',
);
print('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
const cases = readdirSync(here('../reference/cases')).filter((file) => /^lmer-.*\.json$/.test(file));
for (const file of cases) print(await compare(file.replace('.json', '')));
r.stdin.end();
