/**
 * Every check of the repository: `npm test`. All steps run even if one fails; the last line says
 * `N passed, N failed`, where each failed step counts beside the tests.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensurePrograms } from './ensure-programs.ts';

interface Outcome {
  readonly ok: boolean;
  /** Tests passed and failed; a step without tests counts only when it fails. */
  readonly passed: number;
  readonly failed: number;
}

const steps: readonly (readonly [name: string, run: () => Promise<Outcome>])[] = [
  ['programs', () => Promise.resolve(counted(ensurePrograms()))],
  ['format', () => command('prettier', '--check', '.')],
  ['lint', () => command('eslint', '.')],
  ['types', () => command('node', 'tools/check-types.ts')],
  ['rules', () => command('npm', 'run', '--silent', 'rules')],
  ['unused', () => command('knip')],
  ['kernels', () => command('node', 'tools/build-kernels.ts', '--check')],
  ['tests', tests],
];

function counted(ok: boolean): Outcome {
  return { ok, passed: 0, failed: ok ? 0 : 1 };
}

async function command(program: string, ...args: string[]): Promise<Outcome> {
  return counted((await run(program, args)).ok);
}

/** Vitest; its closing line gives the counts and is left to this script to print. */
async function tests(): Promise<Outcome> {
  const { ok, lastLine } = await run('vitest', ['run']);
  const [passed, failed] = (/^(\d+) passed, (\d+) failed/.exec(lastLine)?.slice(1) ?? []).map(Number);
  if (passed === undefined) return counted(false);
  return { ok, passed, failed: ok ? failed : Math.max(failed, 1) };
}

/** Runs a program with its output passed on, except the last line, which is passed on only if it is no count. */
async function run(program: string, args: readonly string[]): Promise<{ ok: boolean; lastLine: string }> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let held = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const end = (held + text).trimEnd().lastIndexOf('\n') + 1;
    process.stdout.write((held + text).slice(0, end));
    held = (held + text).slice(end);
  });
  const failure = once(child, 'error').then(([error]) => String(error));
  const status = await Promise.race([once(child, 'close').then(([code]) => code as number | null), failure]);
  const lastLine = held.trim();
  if (!/^\d+ passed, \d+ failed/.test(lastLine)) process.stdout.write(held);
  if (typeof status === 'string') console.log(status);
  return { ok: status === 0, lastLine };
}

const total = { passed: 0, failed: 0 };
const summary: string[] = [];
for (const [name, runStep] of steps) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const { ok, passed, failed } = await runStep();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)}  ${seconds.padStart(6)} s`);
  console.log(summary.at(-1));
}

console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
