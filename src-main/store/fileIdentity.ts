import { statSync } from 'node:fs';

/** The same for the same file under whatever name; another one, or '' where there is none, after a move. */
export function fileIdentity(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.dev}:${stats.ino}`;
}
