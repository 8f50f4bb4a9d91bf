import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from './runCli.ts';

/** A running web host. */
export interface WebHost {
  /** Of a new window. */
  readonly address: string;
  /** What it complained about so far. */
  readonly complaints: readonly string[];
  /** Ends it as a user's Ctrl+C does; answers when it is gone. */
  end(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** Starts the built program for a person whose home is the folder. */
export async function startWebHost(home: string, args: readonly string[] = []): Promise<WebHost> {
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/hostWeb.js'), '--no-open', '--data-folder', join(home, '.nestwise'), ...args],
    { cwd: home, env: { ...process.env, HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  const gone = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /^READY (\S+)$/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    void gone.then(() => {
      reject(new Error(`The web host ended at its start: ${complaints.join('\n')}`));
    });
  });
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  return { address, complaints, end: () => stop('SIGTERM'), kill: () => stop('SIGKILL') };
}
