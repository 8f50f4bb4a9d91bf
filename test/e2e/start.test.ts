import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../helpers/runCli.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nestwise-start-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** What `npm start -- ...` runs, on a computer without a display. */
function startProgram(args: readonly string[]) {
  // npm itself would pass no signal on.
  return spawn(process.execPath, ['tools/start.mjs', '--data-folder', temporaryFolder(), ...args], {
    cwd: root,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What it says until it ends by itself. */
async function run(args: readonly string[]) {
  const child = startProgram(args);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, complaint };
}

test('npm start says where the program runs and prints its address; a signal ends it', async () => {
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).toMatchObject({
    scripts: { start: 'node tools/start.mjs' },
  });
  const child = startProgram(['--no-open']);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith('READY')) break;
  }
  expect(lines.at(-2)).toBe('Nestwise runs as web host, because --no-open is an option of it.');
  expect(lines.at(-1)).toMatch(/^READY http:\/\/127\.0\.0\.1:\d+\/\?token=\S+$/);
  const answer = await fetch(lines.at(-1)!.slice(6), { redirect: 'manual' });
  expect(answer.status).toBe(303);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  await expect(fetch(new URL('/', lines.at(-1)!.slice(6)))).rejects.toThrow();
});

test('a port in use, an unknown option and a missing window are a line each', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const occupied = await run(['--no-open', '--port', String(port)]);
  server.close();
  const unknown = await run(['--colour']);
  const missing = await run(['--no-open', '--window-folder', temporaryFolder()]);
  expect(occupied).toEqual({
    status: 1,
    complaint: `Port ${String(port)} is in use by another program. Choose another one with --port, or leave it out.\n`,
  });
  expect(unknown.status).toBe(1);
  expect(unknown.complaint).toMatch(/^Unknown option '--colour'\. Use: npm start -- .*\n$/);
  expect(missing.complaint).toMatch(/^There is no built window in .* Build it with: npm run build\n$/);
});

test.each([
  [
    'a Node that is too old',
    "Object.defineProperty(process.versions, 'node', { value: '20.11.0' });",
    /^Nestwise needs Node 22\.18/,
  ],
  ['packages that are not installed', '', /^The packages of Nestwise are not installed\. Run: npm ci$/],
])('the start script says in a line that it met %s', (_name, preparation, text) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'tools'));
  copyFileSync(join(root, 'tools/start.mjs'), join(folder, 'tools/start.mjs'));
  const prepare = `data:text/javascript,${encodeURIComponent(preparation)}`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', prepare, join(folder, 'tools/start.mjs')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr.trimEnd()).toMatch(text);
  expect(stderr.trimEnd()).not.toContain('\n');
});
