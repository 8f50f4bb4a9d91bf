import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler);
  },
};

/** Chromium knows no scheme of the program: each of its hosts gets a port here, served by the program's handler. */
const origins = new Map<string, string>();

/** The address under which the browser finds it. */
export async function browserAddress(url: string): Promise<string> {
  const { protocol: name, host, pathname } = new URL(url);
  const handler = handlers.get(name.slice(0, -1));
  if (handler === undefined) return url;
  const origin = `${name}//${host}`;
  let served = [...origins].find(([, programs]) => programs === origin)?.[0];
  if (served === undefined) {
    served = await serve(origin, handler);
    origins.set(served, origin);
  }
  return served + pathname;
}

/** The address that the program knows. */
export function programAddress(url: string): string {
  for (const [served, programs] of origins) {
    if (url.startsWith(served)) return programs + url.slice(served.length);
  }
  return url;
}

async function serve(origin: string, handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const answer = await handler(new Request(origin + (request.url ?? '/')));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(new Uint8Array(await answer.arrayBuffer()));
    })();
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
