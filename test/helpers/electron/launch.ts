import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron, chromium, type Page } from '@playwright/test';
import type * as Electron from 'electron';
import { root } from '../runCli.ts';

/** The built program in Electron, or in what stands in for it. */
export interface RunningElectron {
  readonly page: Page;
  readonly isStandIn: boolean;
  /** Runs a function in the main process; it sees nothing of the test but its argument. */
  readonly evaluate: <Result, Argument>(
    run: (electron: typeof Electron, argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ) => Promise<Result>;
  /** Drops a file of the disk into the window. */
  drop(path: string): Promise<void>;
  /** Quits as the menu does, and answers when the process is gone. */
  quit(): Promise<void>;
}

/** Starts the build in `out/` in real Electron where its binary is installed, else in the stand-in. */
export async function launchElectron(args: readonly string[]): Promise<RunningElectron> {
  const binary = electronBinary();
  return binary === null ? launchStandIn(args) : launchReal(binary, args);
}

function electronBinary(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

async function launchReal(executablePath: string, args: readonly string[]): Promise<RunningElectron> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({ executablePath, args: [root, ...args, ...sandbox] });
  const page = await electron.firstWindow();
  return {
    page,
    isStandIn: false,
    evaluate: (run, argument) => electron.evaluate(run as never, argument as never),
    drop: (path) => drop(page, path),
    quit: () => electron.close(),
  };
}

async function launchStandIn(args: readonly string[]): Promise<RunningElectron> {
  const port = await freePort();
  // As Electron is started: its program, the folder of the application, then arguments.
  const child = fork(join(root, 'out/main/electron.js'), [...args], {
    cwd: root,
    env: { ...process.env, STAND_IN_PORT: String(port) },
    execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'register.ts')).href],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  const evaluate = evaluator(child);
  await evaluate(async (electron) => {
    const standIn = electron as unknown as { shown: Promise<void> };
    await standIn.shown;
  }, null);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`);
  const pages = browser.contexts().flatMap((context) => context.pages());
  const page = pages.find((one) => one.url().startsWith('http://127.0.0.1:'));
  if (page === undefined) throw new Error('The program opened no window.');
  return {
    page,
    isStandIn: true,
    evaluate,
    drop: async (path) => {
      await page.evaluate(([name, where]) => Object.assign(globalThis, { standInPaths: { [name]: where } }), [
        basename(path),
        path,
      ] as const);
      await drop(page, path);
    },
    quit: async () => {
      child.send({ id: 0, evaluate: '(electron) => electron.app.quit()', argument: null });
      await gone;
      await browser.close();
    },
  };
}

function evaluator(child: ChildProcess): RunningElectron['evaluate'] {
  let lastId = 0;
  return (run, argument) => {
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      const receive = (answer: { id: number; result?: unknown; error?: string }) => {
        if (answer.id !== id) return;
        child.off('message', receive);
        if (answer.error === undefined) resolve(answer.result as never);
        else reject(new Error(answer.error));
      };
      child.on('message', receive);
      child.once('exit', () => {
        reject(new Error('The program has ended.'));
      });
      child.send({ id, evaluate: run.toString(), argument });
    });
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A file that was picked is a real one of the disk, and can be dropped. The tests' types know no page. */
async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate(`(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'dropped', hidden: true });
    document.body.append(input);
  })()`);
  await page.setInputFiles('#dropped', path);
  await page.evaluate(`(() => {
    const input = document.querySelector('#dropped');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(input.files[0]);
    input.remove();
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  })()`);
}
