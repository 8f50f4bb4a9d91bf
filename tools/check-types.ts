import { spawnSync } from 'node:child_process';

/** One tsconfig per side: each side compiles only with what it may know (the engine without DOM and Node). */
const sides = ['src-shared', 'src-main/engine', 'src-main', 'test', '.'];

let failed = false;
for (const side of sides) {
  const run = spawnSync('tsc', ['-p', `${side}/tsconfig.json`], { stdio: 'inherit' });
  if (run.status !== 0) failed = true;
}
const window = spawnSync('svelte-check', ['--tsconfig', 'src-renderer/tsconfig.json', '--fail-on-warnings'], {
  stdio: 'inherit',
});
if (window.status !== 0) failed = true;
process.exit(failed ? 1 : 0);
