import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { dataFileTooLarge, maxDataFileBytes } from '../../src-shared/model/dataFileSize.ts';
import { endingsOf } from './fileKinds.ts';
import type { Services, Uploads, WindowSession } from './services.ts';

interface Upload {
  readonly path: string;
  /** As the user's system calls it. */
  readonly name: string;
  readonly size: number;
  readonly owner: object;
  received: number;
}

/** Bytes that a window sends: a file dropped on it or picked in a browser. */
export function uploadHandlers({
  uploads,
}: Services): Pick<Handlers<Requests, WindowSession>, 'upload.begin' | 'upload.append' | 'upload.discard'> {
  return {
    'upload.begin': ({ name, size }, { session }) => uploads.begin(name, size, session),
    'upload.append': ({ upload, bytes }) => {
      uploads.append(upload, bytes);
      return null;
    },
    'upload.discard': ({ upload }) => {
      uploads.discard(upload);
      return null;
    },
  };
}

/**
 * Keeps uploads in a folder of this process below the data folder, and removes what processes that no longer
 * run have left there. The folder is made with the first upload.
 */
export function createUploads(dataFolder: string): Uploads {
  const all = join(dataFolder, 'uploads');
  const own = join(all, `${process.pid}`);
  removeLeftovers(all);
  const uploads = new Map<string, Upload>();

  function take(upload: string): Upload {
    const found = uploads.get(upload);
    if (found !== undefined) return found;
    throw new AppError('upload-gone', 'The file that was sent is not there any more.', 'Choose it again.');
  }

  return {
    begin(name, size, owner) {
      // Better said before its bytes are sent than after; projects may be larger.
      if (size > maxDataFileBytes && !isProject(name)) throw dataFileTooLarge(fileName(name), size);
      const id = randomUUID();
      const path = join(own, id);
      onDisk(name, () => {
        mkdirSync(own, { recursive: true });
        writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
      });
      uploads.set(id, { path, name: fileName(name), size, owner, received: 0 });
      return id;
    },
    append(upload, bytes) {
      const file = take(upload);
      if (file.received + bytes.length > file.size) {
        throw new AppError(
          'upload-too-long',
          `More bytes of ${file.name} came than it has (${file.size}): it was changed while it was read.`,
          'Choose it again.',
        );
      }
      onDisk(file.name, () => {
        appendFileSync(file.path, bytes);
      });
      file.received += bytes.length;
    },
    find(upload) {
      const { path, name, size, received } = take(upload);
      if (received === size) return { path, name };
      throw new AppError(
        'upload-incomplete',
        `Only ${received} of the ${size} bytes of ${name} have arrived.`,
        'Choose the file again.',
      );
    },
    discard(upload) {
      const file = uploads.get(upload);
      uploads.delete(upload);
      if (file !== undefined) rmSync(file.path, { force: true });
    },
    leave(owner) {
      for (const [id, upload] of uploads) if (upload.owner === owner) this.discard(id);
    },
    close() {
      uploads.clear();
      rmSync(own, { recursive: true, force: true });
    },
  };
}

function isProject(name: string): boolean {
  return endingsOf.project.includes(extname(name).slice(1).toLowerCase());
}

/** Browsers send names only, but nothing keeps a caller from sending a path of any system. */
function fileName(name: string): string {
  return basename(name.replaceAll('\\', '/')) || name;
}

function onDisk(name: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause;
    const full = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
    throw new AppError(
      'cannot-keep-upload',
      `${name} cannot be kept while it is read: ${full ? 'the disk is full' : `the data folder cannot be written (${String(cause.code)})`}.`,
      full ? 'Make room on the disk and choose the file again.' : 'Check the rights of the data folder.',
    );
  }
}

function removeLeftovers(folder: string): void {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return; // nothing was ever uploaded
  }
  for (const name of names) {
    if (!isRunning(Number(name))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether another process has the number; this one has nothing yet, so that its own folder is a leftover. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0); // asks only
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
