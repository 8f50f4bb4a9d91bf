import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly name: string;
  constructor(entry: string, args: readonly string[], name: string) {
    super();
    this.name = name;
    running.add(this);
    this.#child = fork(entry, [...args], {
      serialization: 'advanced',
      execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'parentPort.ts')).href],
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => {
      running.delete(this);
      this.emit('exit', code ?? 1);
    });
  }
  get pid(): number | undefined {
    return this.#child.pid;
  }
  postMessage(message: unknown): void {
    this.#child.send(message as object);
  }
  kill(): boolean {
    return this.#child.kill();
  }
}

const running = new Set<UtilityProcess>();

export const utilityProcess = {
  fork: (entry: string, args: readonly string[] = [], { serviceName = '' } = {}) =>
    new UtilityProcess(entry, args, serviceName),
};

/** What `app.getAppMetrics` tells of the running ones. */
export function utilityMetrics() {
  return [...running].map(({ name, pid }) => ({ type: 'Utility', name, pid }));
}
