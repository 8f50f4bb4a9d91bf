import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { DataSource } from '../../src-shared/contract/requests.ts';
import type { Uploads } from './services.ts';
import { userPath } from './userPath.ts';

/** A data file: where its bytes are, what the user calls it, and a text that changes when its bytes change. */
export interface ImportFile {
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

/** AppError for an upload that is gone or incomplete and for a path that is none. */
export function importFile(source: DataSource, uploads: Uploads): ImportFile {
  if ('upload' in source) return { ...uploads.find(source.upload), version: source.upload };
  const path = userPath(source.path);
  const stat = statSync(path, { throwIfNoEntry: false });
  const version = stat === undefined ? 'none' : `${path} ${stat.size} ${stat.mtimeMs} ${stat.ino}`;
  return { path, name: basename(path), version };
}
