import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as one JSON value per line; throws where a line is anything else. */
  lines(): CliLine[];
}

interface CliLine {
  readonly file: string;
  readonly ok: boolean;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string };
  readonly [member: string]: unknown;
}

/** Runs a script of the command line as a user's shell would, in the root of the project. */
export async function runCli(script: string, args: readonly string[]): Promise<CliRun> {
  const child = start(script, args);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const { status, stderr } = await end(child);
  return {
    status,
    stdout,
    stderr,
    lines: () =>
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as CliLine),
  };
}

/** As `runCli`, with a reader of standard output that is gone before the first line. */
export function runWithClosedOutput(
  script: string,
  args: readonly string[],
): Promise<Pick<CliRun, 'status' | 'stderr'>> {
  const child = start(script, args);
  child.stdout.destroy();
  return end(child);
}

function start(script: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function end(child: ReturnType<typeof start>): Promise<Pick<CliRun, 'status' | 'stderr'>> {
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stderr };
}
