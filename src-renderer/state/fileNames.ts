/** Names of files, on whichever system the back end runs: both slashes divide. */

const dataEndings = ['csv', 'tsv', 'txt', 'tab', 'dat'];
/** File systems take 255 bytes, and what is being written has a longer ending for a moment. */
const maxNameBytes = 180;
/** Names that Windows keeps for devices. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** `/home/ana/sleep.csv` -> `sleep.csv` */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** `/home/ana/sleep.csv` -> `/home/ana`; the root keeps its slash. */
export function folderOf(path: string): string {
  const end = path.length - fileName(path).length;
  const folder = path.slice(0, end);
  return /^([A-Za-z]:)?[\\/]$/.test(folder) ? folder : folder.slice(0, -1);
}

/** The ending in small letters without the dot; '' = none. */
export function ending(path: string): string {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** What opening the file means; null where nothing here can read it. */
export function kindOfFile(path: string): 'project' | 'data' | null {
  const end = ending(path);
  if (end === 'nestwise') return 'project';
  return dataEndings.includes(end) ? 'data' : null;
}

/** A path in the folder, with the slash that the folder's own path has. */
export function joinPath(folder: string, name: string): string {
  if (/[\\/]$/.test(folder)) return folder + name;
  return folder + (folder.includes('\\') && !folder.includes('/') ? '\\' : '/') + name;
}

/** A name any file system takes, made of a text of any kind: `A/B: <x>` -> `A-B- -x-`. */
export function asFileName(text: string, fallback: string): string {
  const plain = text.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-').replace(/^[\s.]+|[\s.]+$/g, '');
  const short = firstBytes(plain, maxNameBytes).trimEnd();
  if (deviceName.test(short)) return `${short}-`;
  return /[^-\s]/.test(short) ? short : fallback;
}

/** As many whole characters as fit into the bytes of UTF-8. */
function firstBytes(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}

/** The name with the ending, once. */
export function withEnding(name: string, end: string): string {
  return ending(name) === end ? name : `${name}.${end}`;
}
