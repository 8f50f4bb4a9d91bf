import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { pagePolicy } from '../app/pagePolicy.ts';
import { windowFolder } from '../app/places.ts';
import { findWindowFile } from '../app/windowFiles.ts';

const scheme = 'nestwise';

/** Where the window's page lies. A scheme of its own has an origin, which files have not. */
export const windowAddress = `${scheme}://window/`;

/** Must be called before the program is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Serves the built window, with the same rules as the web host. */
export function serveWindow(): void {
  protocol.handle(scheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === 'window' ? await findWindowFile(windowFolder, pathname) : null;
    if (file === null) return new Response('Nothing is here.', { status: 404 });
    return new Response(new Uint8Array(await readFile(file.path)), {
      headers: { ...file.headers, 'Content-Security-Policy': pagePolicy() },
    });
  });
}
