import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** One tsconfig per side: each side compiles only with what it may know (the engine without DOM and Node). */
const checks = [
  ['svelte-check', '--tsconfig', 'src-renderer/tsconfig.json', '--fail-on-warnings'],
  ...['test', 'src-main', 'src-main/engine', 'src-shared', '.'].map((side) => [
    'tsc',
    '-p',
    `${side}/tsconfig.json`,
  ]),
];

let failed = false;

/** Takes one check after the other; its output is printed in one piece. */
async function work(): Promise<void> {
  for (let check = checks.shift(); check !== undefined; check = checks.shift()) {
    const [program, ...args] = check;
    await new Promise<void>((resolve) => {
      execFile(program, args, { maxBuffer: Infinity }, (error, stdout, stderr) => {
        if (error !== null) failed = true;
        process.stdout.write(stdout + stderr);
        resolve();
      });
    });
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
process.exit(failed ? 1 : 0);
