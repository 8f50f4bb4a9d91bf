/**
 * `npm start`: builds the program where that is needed, then runs it in Electron where that is to be had, and
 * otherwise as web host in a window of an installed browser. Plain JavaScript that old Nodes can read, for they
 * are to be told what is wrong.
 */
import { execFile, spawn } from 'child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const electronFolder = join(root, 'node_modules', 'electron');
/** Says that Electron could not be had; `npm ci` removes it. */
const withoutElectron = join(root, 'node_modules', '.cache', 'nestwise', 'without-electron');
/** How long the server of Electron's binary has to answer at all, and then to send about 100 MB. */
const reachMs = 3000;
const fetchMs = 300000;
/** Electron that ends with an error so soon has not shown a window. */
const startMs = 5000;

/** What each build writes, and what it is made of. */
const built = [
  'out/main/hostWeb.js',
  'out/main/worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];
const sources = ['src-main', 'src-renderer', 'src-shared', 'electron.vite.config.ts', 'package-lock.json'];

start().catch(function (error) {
  fail(error.message);
});

async function start() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18)) {
    fail(
      `Nestwise needs Node 22.18 or newer, and this is ${process.versions.node}. Install it from https://nodejs.org and run: npm ci && npm start`,
    );
    return;
  }
  if (!existsSync(join(root, 'node_modules', 'electron-vite'))) {
    fail('The packages of Nestwise are not installed. Run: npm ci');
    return;
  }
  if (isStale()) await build();
  const reason = await reasonForBrowser();
  if (reason === null) await runElectron();
  else await runWebHost(reason);
}

/** Whether the build is missing, unfinished or older than a source. */
function isStale() {
  const outputs = built.map((path) => join(root, path));
  if (!outputs.every((path) => existsSync(path))) return true;
  const builtAt = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  return sources.some((path) => newest(join(root, path)) > builtAt);
}

function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    found.mtimeMs,
  );
}

async function build() {
  console.log('Building Nestwise, which takes some seconds and is done once.');
  const { status, output } = await run([
    join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
  ]);
  if (status !== 0) throw new Error(`${output}\nNestwise could not be built.`);
}

/** Why the program runs in a browser; null = it runs in Electron. */
async function reasonForBrowser() {
  const webOnly = args.find((arg) => arg.startsWith('-') && !arg.startsWith('--data-folder'));
  if (process.env.NESTWISE_HOST === 'web') return 'NESTWISE_HOST says so';
  if (webOnly !== undefined) return `${webOnly} is an option of it`;
  const isUnix = process.platform !== 'win32' && process.platform !== 'darwin';
  if (isUnix && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (electronBinary() !== null) return null;
  if (existsSync(withoutElectron)) return 'Electron is not installed';
  const failure = await fetchElectron();
  if (failure === null) return null;
  mkdirSync(dirname(withoutElectron), { recursive: true });
  writeFileSync(withoutElectron, failure);
  return `Electron could not be fetched: ${failure}`;
}

function electronBinary() {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

/** Null where it is installed now; otherwise why not. */
async function fetchElectron() {
  const server =
    process.env.ELECTRON_MIRROR ||
    process.env.npm_config_electron_mirror ||
    'https://github.com/electron/electron/releases';
  try {
    await fetch(server, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) });
  } catch {
    return `${new URL(server).host} cannot be reached`;
  }
  console.log('Fetching Electron, about 100 MB, which is done once.');
  const { status, output } = await run([join(electronFolder, 'install.js')], fetchMs);
  if (status === 0 && electronBinary() !== null) return null;
  rmSync(join(electronFolder, 'dist'), { recursive: true, force: true });
  return output.trim().split('\n')[0] || 'it took too long';
}

async function runWebHost(reason) {
  console.log(`Nestwise runs as web host, because ${reason}.`);
  await import(pathToFileURL(join(root, 'out', 'main', 'hostWeb.js')).href);
}

async function runElectron() {
  console.log('Nestwise runs in Electron.');
  const startedAt = Date.now();
  const child = spawn(electronBinary(), [root].concat(args), { stdio: 'inherit' });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => {
    process.on(signal, () => child.kill(signal));
  });
  const status = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code === null ? 0 : code));
  });
  if (status !== 0 && Date.now() - startedAt < startMs) await runWebHost('Electron could not show a window');
  else process.exitCode = status;
}

function run(command, timeout) {
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, timeout: timeout || 0 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : 1, output: stderr || stdout });
    });
  });
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
