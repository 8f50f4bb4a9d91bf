import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the browsers are called on the search path of Linux and other Unix systems. */
const unixNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * The path of an installed Chromium, Chrome or Edge; null if there is none. The environment variable
 * `NESTWISE_BROWSER` comes first: it names the program to use, and if that does not exist nothing else is taken.
 */
export function findBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const chosen = environment['NESTWISE_BROWSER'];
  if (chosen !== undefined && chosen !== '') return isFile(chosen) ? chosen : null;
  return candidates(environment, platform).find(isFile) ?? null;
}

function candidates(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string[] {
  if (platform === 'win32') {
    const roots = [
      environment['ProgramFiles'],
      environment['ProgramFiles(x86)'],
      environment['LocalAppData'],
    ];
    return roots.flatMap((root) =>
      root === undefined ? [] : windowsPrograms.map((parts) => join(root, ...parts)),
    );
  }
  const home = environment['HOME'];
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(home === undefined ? [] : [join(home, 'Applications')])];
    return folders.flatMap((folder) =>
      macApplications.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  const folders = [
    ...(environment['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ];
  return unixNames.flatMap((name) =>
    folders.filter((folder) => folder !== '').map((folder) => join(folder, name)),
  );
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
