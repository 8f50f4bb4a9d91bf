import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { findWindowFile } from '../app/windowFiles.ts';

/** Sends one file of the built window; false where there is none at this path. */
export async function sendFile(
  folder: string,
  urlPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const file = await findWindowFile(folder, urlPath);
  if (file === null) return false;
  response.writeHead(200, { ...file.headers, 'Content-Length': file.size });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
  return true;
}
