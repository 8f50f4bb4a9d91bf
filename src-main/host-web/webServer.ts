import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Channel } from '../../src-shared/contract/channel.ts';
import { pagePolicy } from '../app/pagePolicy.ts';
import { createGate, type Gate } from './gate.ts';
import { sendFile } from './staticFiles.ts';
import { webSocketChannel } from './webSocketChannel.ts';

/** A piece of an upload is at most 4 MB, and a third longer as text. */
const maxFrameBytes = 16 * 1024 * 1024;

export interface WebServerOptions {
  /** 0 = any free port. */
  readonly port: number;
  /** The built window. */
  readonly windowFolder: string;
  readonly onWindow: (channel: Channel) => void;
  readonly onBug: (error: unknown) => void;
}

export interface WebServer {
  /** An address that lets one browser in. */
  newAddress(): string;
  close(): Promise<void>;
}

/**
 * Serves the window and its channel on 127.0.0.1 only.
 *
 * @throws the system's error with code EADDRINUSE or EACCES where the port cannot be had
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const server = createServer();
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const gate = createGate(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(gate, options, port, request, response).catch((error: unknown) => {
      // A browser that leaves in the middle of a file is no fault.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') options.onBug(error);
      response.destroy();
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const allowed =
      request.url === '/channel' &&
      gate.isAddressedHere(request) &&
      gate.isFromOwnPage(request) &&
      gate.hasSession(request);
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (window) => {
      // What breaks the connection also ends it; the channel's listeners hear the end.
      window.on('error', () => undefined);
      options.onWindow(webSocketChannel(window));
    });
  });

  return {
    newAddress: () => gate.newAddress(),
    async close() {
      for (const window of sockets.clients) window.close(1001, 'the program ends');
      server.close();
      server.closeIdleConnections();
      const closed = once(server, 'close');
      // A browser that does not answer the closing handshake is not waited for.
      const impatience = setTimeout(() => {
        for (const window of sockets.clients) window.terminate();
        server.closeAllConnections();
      }, 500);
      await closed;
      clearTimeout(impatience);
    },
  };
}

async function answer(
  gate: Gate,
  options: WebServerOptions,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Content-Security-Policy', pagePolicy(`ws://127.0.0.1:${String(port)}`));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  if (!gate.isAddressedHere(request)) {
    refuse(response, 421, 'This is Nestwise on another address. Open the address that it printed.');
    return;
  }
  if (request.headers.origin !== undefined && !gate.isFromOwnPage(request)) {
    refuse(response, 403, 'Only pages of Nestwise may ask here.');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    refuse(response, 405, 'Only GET and HEAD are answered.');
    return;
  }
  const [path, query] = splitUrl(request.url ?? '/');
  const token = path === '/' ? new URLSearchParams(query).get('token') : null;
  if (token !== null) {
    const cookie = gate.hasSession(request) ? null : gate.redeem(token);
    if (cookie !== null) response.setHeader('Set-Cookie', cookie);
    if (cookie !== null || gate.hasSession(request)) {
      // The token leaves the address bar and the history.
      response.setHeader('Location', '/');
      refuse(response, 303, '');
      return;
    }
  }
  if (!gate.hasSession(request)) {
    refuse(
      response,
      403,
      'Nestwise does not know this browser. An address with a token works once, in one browser: ' +
        'use the window that was opened with it, or start Nestwise again and open the new address.',
    );
    return;
  }
  if (!(await sendFile(options.windowFolder, path, request, response))) {
    refuse(response, 404, 'Nothing is here.');
  }
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(text === '' ? '' : `${text}\n`);
}

/** Not `new URL`: it would resolve `..` before anyone has looked at it. */
function splitUrl(url: string): [path: string, query: string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}
