import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runCli.ts';

const sources = ['src-*/**/*.{ts,svelte,css,html,csv}', 'electron.vite.config.ts', 'package-lock.json'];

/** Once per run of the tests: builds the program where it is older than its sources. */
export default function buildProgram(): void {
  const built = join(root, 'out/renderer/index.html');
  if (existsSync(built) && statSync(built).mtimeMs > newest()) return;
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'pipe' });
}

function newest(): number {
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root }));
  return Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
}
