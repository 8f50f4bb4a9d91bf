import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file of the built window, as any host serves it. */
export interface WindowFile {
  readonly path: string;
  readonly size: number;
  /** Headers that belong to the file itself. */
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** One file of a folder by the path of its URL; null where there is none. Never a folder, never a file elsewhere. */
export async function findWindowFile(folder: string, urlPath: string): Promise<WindowFile | null> {
  const path = await fileAt(folder, urlPath);
  const type = path === null ? undefined : types[extname(path)];
  if (path === null || type === undefined) return null;
  return {
    path,
    size: (await stat(path)).size,
    headers: {
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      // The build names everything in assets/ by its content.
      'Cache-Control': urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
    },
  };
}

async function fileAt(folder: string, urlPath: string): Promise<string | null> {
  try {
    const wanted = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath);
    if (/[\0\\]/.test(wanted)) return null;
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, wanted))]);
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof URIError || ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(code ?? '')) {
      return null;
    }
    throw error;
  }
}
