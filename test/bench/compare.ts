/**
 * Times R and the engine on the same work, in turns on the same machine, one thread each, and prints a Markdown table
 * with the goals beside the ratios: `npm run compare -- [WORD ...]`, a word being part of a task or a case. Needs R
 * with lme4, lmerTest, pbkrtest, nlme and jsonlite, for some rows also mlmRev, and mmrm or TMB with a C++ compiler.
 */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from '../../src-main/cli/times.ts';
import type { EngineAnswer } from './engineProcess.ts';
import { rows, type Row } from './rows.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

/** The engine answers so often per turn (its times are short beside the interruptions of a busy machine), and in all. */
const ANSWERS_PER_TURN = 3;
const ENGINE_ANSWERS = 5;
/** Both warm up before the turns: R with two answers where it gives many, the engine for this long. */
const WARM_UP_MS = 2000;
const R_TURNS_WITH_WARM_UP = 6;

const needed = ['lme4', 'lmerTest', 'pbkrtest', 'nlme', 'jsonlite'];
const libraries = needed.map((name) => `library(${name})`).join('; ');
if (spawnSync('Rscript', ['-e', libraries], { stdio: 'ignore' }).status !== 0) {
  print(`The comparison needs R with the packages ${needed.join(', ')}; they were not found.`);
  process.exit(1);
}

const r = spawn('Rscript', ['--vanilla', here('anchors.R')], {
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

/** A fit file of pupils in primary schools crossed with secondary ones, from R's package mlmRev; null without it. */
async function writeScotsSec(folder: string): Promise<string | null> {
  if ((await askR(`write ScotsSec ${join(folder, 'scotssec.csv')}`)) !== 'TRUE') return null;
  const path = join(folder, 'scotssec.json');
  const fitFile = {
    data: 'scotssec.csv',
    formula: 'attain ~ sex + (1 | primary) + (1 | second)',
    columns: { attain: 'continuous', sex: 'nominal', primary: 'nominal', second: 'nominal' },
    method: 'REML',
  };
  writeFileSync(path, JSON.stringify(fitFile));
  return path;
}

/** Fit files of a simulated trial of 1,000 subjects at 10 visits with drop-out. */
async function writeTrial(folder: string): Promise<string[]> {
  await askR(`write trial ${join(folder, 'trial.csv')}`);
  return ['un', 'ar1'].map((structure) => {
    const path = join(folder, `trial-${structure}.json`);
    const fitFile = {
      data: 'trial.csv',
      formula: 'y ~ base + arm * visit',
      columns: { subject: 'nominal', visit: 'nominal', arm: 'nominal' },
      method: 'REML',
      residual: { structure, subject: 'subject', time: 'visit' },
    };
    writeFileSync(path, JSON.stringify(fitFile));
    return path;
  });
}

async function compare({ task, path, name, goal, turns, scale, anchor }: Row): Promise<string> {
  const [nRows, evaluations] = (await askR(`${anchor ?? 'load'} ${path}`)).split(' ').map(Number);
  const engine = fork(here('engineProcess.ts'), [path, task]);
  const askEngine = async () => {
    engine.send('answer');
    return ((await once(engine, 'message')) as [EngineAnswer])[0];
  };
  const timeR = async () => Number(await askR(task)) * scale;

  if (turns >= R_TURNS_WITH_WARM_UP) for (let i = 0; i < 2; i++) await timeR();
  const cold = await askEngine();
  const start = performance.now();
  while (performance.now() - start < WARM_UP_MS) await askEngine();

  const perTurn = Math.max(ANSWERS_PER_TURN, Math.ceil(ENGINE_ANSWERS / turns));
  const theirs: number[] = [];
  const ours: EngineAnswer[] = [];
  for (let turn = 0; turn < turns; turn++) {
    theirs.push(await timeR());
    for (let i = 0; i < perTurn; i++) ours.push(await askEngine());
  }
  engine.disconnect();
  const inR = median(theirs);
  const warm = median(ours.map((answer) => answer.ms));
  const cells = [
    task,
    anchor === undefined ? name : `${name}, beside ${mmrm === 'mmrm' ? 'mmrm' : 'mmrm on TMB'}`,
    nRows,
    inR.toFixed(1),
    cold.ms.toFixed(1),
    warm.toFixed(2),
    `${(inR / warm).toFixed(1)} x`,
    goal === null ? '' : `${goal} x`,
    cold.iterations === null ? '' : `${evaluations} / ${cold.iterations}`,
    ours.at(-1)!.peakMb.toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What stands for mmrm: itself, what it computes on TMB (`mmrm.cpp`), or `none`; empty until it is asked for. */
let mmrm = '';

const words = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'nestwise-compare-'));
try {
  print(
    `${new Date().toISOString().slice(0, 10)}; ${cpus()[0].model}, ${cpus().length} cores; Node ${process.version}; ` +
      `${await nextAnswer()}; one thread each; milliseconds, medians of warm runs\n`,
  );
  print('| task | case | rows | R | cold | warm | R / warm | goal | evaluations / iterations | peak MB |');
  print('|---|---|---:|---:|---:|---:|---:|---:|---:|---:|');
  const scotsSec = await writeScotsSec(folder);
  const [unstructured, autoregressive] = await writeTrial(folder);
  const named = ({ task, name, anchor }: Row) =>
    words.some((word) => `${task} ${name} ${anchor ?? ''}`.includes(word));
  for (const row of rows(scotsSec, { unstructured, autoregressive })) {
    const chosen = row.long ? words.includes(row.name) : words.length === 0 || named(row);
    if (!chosen) continue;
    if (row.anchor !== undefined && mmrm === '') mmrm = await askR('prepare mmrm');
    if (row.anchor === undefined || mmrm !== 'none') print(await compare(row));
  }
  if (mmrm === 'none') print('\nThe rows beside mmrm were left out: they need the R package mmrm or TMB.');
  if (!scotsSec) print('\nKenward-Roger for a crossed design was left out: it needs the R package mlmRev.');
} finally {
  r.stdin.end();
  rmSync(folder, { recursive: true });
}
