/**
 * Times lme4's lmer() and the engine on all lmer cases, in turns on the same machine, one thread each, and
 * prints a Markdown table. Run with `node test/bench/against-lme4.ts`; needs R with lme4 and jsonlite.
 */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from '../../src-main/cli/times.ts';
import type { EngineAnswer } from './engineProcess.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Turns per case; fewer where one takes seconds. */
const TURNS = 15;
const TURNS_OF_A_LARGE_CASE = 6;
const LARGE_CASE_ROWS = 10_000;
/** Both warm up before the turns: lme4 with two fits, the engine for this long or this many fits. */
const WARM_UP_MS = 2000;
const WARM_UP_FITS = 200;

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
  const askEngine = async () => {
    engine.send('fit');
    return ((await once(engine, 'message')) as [EngineAnswer])[0];
  };
  const fitR = async () => (await askR('fit')).split(' ').map(Number);

  await fitR();
  const [, rows, evaluations] = await fitR();
  const cold = await askEngine();
  const start = performance.now();
  for (let i = 1; i < WARM_UP_FITS && performance.now() - start < WARM_UP_MS; i++) await askEngine();

  const lme4: number[] = [];
  const ours: EngineAnswer[] = [];
  for (let turn = 0; turn < (rows > LARGE_CASE_ROWS ? TURNS_OF_A_LARGE_CASE : TURNS); turn++) {
    lme4.push((await fitR())[0]);
    ours.push(await askEngine());
  }
  engine.disconnect();
  const [lmer, fit, inference] = [
    lme4,
    ours.map((answer) => answer.fitMs),
    ours.map((answer) => answer.inferenceMs),
  ].map(median);
  const cells = [
    name,
    rows,
    lmer.toFixed(1),
    evaluations,
    cold.fitMs.toFixed(1),
    fit.toFixed(2),
    cold.iterations,
    `${(lmer / fit).toFixed(1)} x`,
    inference.toFixed(2),
    ours.at(-1)!.peakMb.toFixed(0),
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
