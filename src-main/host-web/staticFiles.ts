import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Sends one file of a folder; false where there is none at this path. Never a listing, never a file elsewhere. */
export async function sendFile(
  folder: string,
  urlPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = await fileAt(folder, urlPath);
  const type = path === null ? undefined : types[extname(path)];
  if (path === null || type === undefined) return false;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', (await stat(path)).size);
  // The build names everything in assets/ by its content.
  response.setHeader(
    'Cache-Control',
    urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
  );
  response.statusCode = 200;
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path), response);
  return true;
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
