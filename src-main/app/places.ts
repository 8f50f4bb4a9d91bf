import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder of the program: the first one upwards that holds its package.json, run from source or built. */
export const programFolder = findProgramFolder(import.meta.dirname);

/** Whether this runs from the sources, by Node's type stripping, and not from the build. */
const runsFromSource = import.meta.filename.endsWith('.ts');

/** The built window. */
export const windowFolder = join(programFolder, 'out', 'renderer');

/** The entry of the worker process. */
export const workerEntry = runsFromSource
  ? join(programFolder, 'src-main', 'worker', 'main.ts')
  : join(programFolder, 'out', 'main', 'worker.js');

export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Where a user's settings, recent list and untitled projects live unless another folder is named. */
export function defaultDataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const given = (name: string): string | undefined => {
    const value = environment[name];
    return value === '' ? undefined : value;
  };
  if (platform === 'win32') return join(given('APPDATA') ?? join(home, 'AppData', 'Roaming'), 'Nestwise');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Nestwise');
  return join(given('XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'nestwise');
}

function findProgramFolder(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`No package.json above ${start}.`);
  }
}
