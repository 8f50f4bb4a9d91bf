import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Channel } from '../../src-shared/contract/channel.ts';
import { decodeMessage, encodeMessage } from '../../src-shared/contract/encoding.ts';
import type { Message } from '../../src-shared/contract/messages.ts';
import { startWebHost } from '../../src-main/host-web/webHost.ts';

/** A host whose program answers every message with itself. */
async function start(goneAfterMs: number | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'nestwise-host-'));
  const windowFolder = join(folder, 'window');
  mkdirSync(join(windowFolder, 'assets'), { recursive: true });
  writeFileSync(join(windowFolder, 'index.html'), '<!doctype html><p>page of the window</p>');
  writeFileSync(join(windowFolder, 'assets', 'index-1.js'), 'export {}');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(windowFolder, 'link.js'));
  const channels: Channel[] = [];
  const close = vi.fn(() => Promise.resolve());
  const host = await startWebHost({
    app: {
      connect(channel) {
        channels.push(channel);
        channel.onMessage((message) => {
          channel.send(message);
        });
      },
      close,
    },
    port: 0,
    windowFolder,
    goneAfterMs,
    onBug: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    await host.close();
    rmSync(folder, { recursive: true });
  });
  const { port } = new URL(host.newAddress());
  return { host, port: Number(port), channels, close };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As no browser would ask: any method, any path, any headers. */
async function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let body = '';
  for await (const piece of answer.setEncoding('utf8')) body += String(piece);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body };
}

async function letIn(host: { newAddress(): string }): Promise<{ readonly Cookie: string }> {
  const { port, pathname, search } = new URL(host.newAddress());
  const { headers } = await ask(Number(port), pathname + search);
  return { Cookie: headers['set-cookie']![0].split(';')[0] };
}

function openSocket(port: number, headers: Readonly<Record<string, string>>, path = '/channel'): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, { headers });
  socket.on('error', () => undefined);
  return socket;
}

function ownOrigin(port: number): { readonly Origin: string } {
  return { Origin: `http://127.0.0.1:${String(port)}` };
}

it('lets one browser in with a token, once, and knows it again after a reload', async () => {
  const { host, port } = await start();
  const { pathname, search } = new URL(host.newAddress());
  const first = await ask(port, pathname + search);
  expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
  const [cookie] = first.headers['set-cookie']!;
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
  const known = { Cookie: `other=1; ${cookie.split(';')[0]}` };
  for (const path of ['/', pathname + search, '/']) {
    expect((await ask(port, path, known)).status).toBe(path === '/' ? 200 : 303);
  }
  const second = await ask(port, pathname + search);
  expect(second.status).toBe(403);
  expect(second.body).toContain('works once');
  expect(second.headers['set-cookie']).toBeUndefined();
});

it.each([
  ['no token', '/', {}],
  ['a wrong token', '/?token=AAAA', {}],
  ['an empty token', '/?token=', {}],
  ['a wrong cookie', '/', { Cookie: 'nestwise=1' }],
  ['a file without a token', '/assets/index-1.js', {}],
])('shows nothing to a browser with %s', async (_name, path, headers) => {
  const { port } = await start();
  const answer = await ask(port, path, headers);
  expect(answer.status).toBe(403);
  expect(answer.body).not.toContain('page of the window');
});

it('serves the window with its policy, types and caching', async () => {
  const { host, port } = await start();
  const cookie = await letIn(host);
  const page = await ask(port, '/', cookie);
  expect(page.body).toContain('page of the window');
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
  });
  const policy = page.headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${String(port)}`);
  expect(policy).not.toContain('unsafe-eval');
  const script = await ask(port, '/assets/index-1.js', cookie);
  expect(script.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
  expect(script.headers['cache-control']).toContain('immutable');
  const head = await ask(port, '/', cookie, 'HEAD');
  expect(head).toMatchObject({ status: 200, body: '' });
});

it.each([
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/..%5csecret.js',
  '/link.js',
  '/assets/',
  '/assets',
  '/index.html/',
  '/%00',
  '/%ff',
  '//etc/passwd',
  `/${'a'.repeat(5000)}`,
])('has nothing at %s', async (path) => {
  const { host, port } = await start();
  const answer = await ask(port, path, await letIn(host));
  expect(answer.status).toBe(404);
  expect(answer.body).toBe('Nothing is here.\n');
});

it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('does not answer %s', async (method) => {
  const { host, port } = await start();
  const answer = await ask(port, '/', await letIn(host), method);
  expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
});

it.each([
  ['another name that leads here', (port: number) => ({ Host: `nestwise.example:${String(port)}` }), 421],
  ['localhost', (port: number) => ({ Host: `localhost:${String(port)}` }), 421],
  ['another port', () => ({ Host: '127.0.0.1:80' }), 421],
  ["another page's origin", () => ({ Origin: 'https://evil.example' }), 403],
  ['a page without origin', () => ({ Origin: 'null' }), 403],
])('refuses %s, for pages and for the channel', async (_name, headersFor, status) => {
  const { host, port } = await start();
  const cookie = await letIn(host);
  expect((await ask(port, '/', { ...cookie, ...headersFor(port) })).status).toBe(status);
  const socket = openSocket(port, { ...ownOrigin(port), ...cookie, ...headersFor(port) });
  const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  expect(answer.statusCode).toBe(403);
});

it.each([
  ['without a cookie', () => ({}), '/channel'],
  ['without an origin', (cookie: object) => ({ ...cookie, Origin: '' }), '/channel'],
  ['at another path', (cookie: object) => cookie, '/'],
])('opens no channel %s', async (_name, change, path) => {
  const { host, port, channels } = await start();
  const socket = openSocket(port, { ...ownOrigin(port), ...change(await letIn(host)) }, path);
  await once(socket, 'unexpected-response');
  expect(channels).toEqual([]);
});

it('carries messages, large ones too', async () => {
  const { host, port } = await start();
  const socket = openSocket(port, { ...ownOrigin(port), ...(await letIn(host)) });
  await once(socket, 'open');
  const bytes = new Uint8Array(4 * 1024 * 1024).fill(7);
  const message: Message = { kind: 'request', id: 1, name: 'upload.append', params: { upload: 'a', bytes } };
  socket.send(encodeMessage(message));
  const [data] = (await once(socket, 'message')) as [Buffer];
  expect(decodeMessage(data.toString('utf8'))).toEqual(message);
});

it.each([
  ['text that is no message', 'hello', 1007],
  ['bytes', Buffer.from([1, 2, 3]), 1007],
  ['more than any message has', 'x'.repeat(17 * 1024 * 1024), 1009],
])('ends a connection that sends %s', async (_name, data, code) => {
  const { host, port } = await start();
  const socket = openSocket(port, { ...ownOrigin(port), ...(await letIn(host)) });
  await once(socket, 'open');
  socket.send(data);
  expect((await once(socket, 'close'))[0]).toBe(code);
});

it('ends when its last window has been gone for a while', async () => {
  const { host, port, close } = await start(20);
  const headers = { ...ownOrigin(port), ...(await letIn(host)) };
  const [one, two] = [openSocket(port, headers), openSocket(port, headers)];
  await Promise.all([once(one, 'open'), once(two, 'open')]);
  one.close();
  await once(one, 'close');
  // With another window open this answers, however long it took.
  two.send(encodeMessage({ kind: 'cancel', id: 1 }));
  await once(two, 'message');
  expect(close).not.toHaveBeenCalled();
  two.close();
  await host.ended;
  expect(close).toHaveBeenCalledTimes(1);
});

it('tells its windows that it ends, and lets go of the port', async () => {
  const { host, port, close } = await start();
  const socket = openSocket(port, { ...ownOrigin(port), ...(await letIn(host)) });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await host.close();
  expect((await closed)[0]).toBe(1001);
  expect(close).toHaveBeenCalledTimes(1);
  await expect(ask(port, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

it.skipIf(outside === undefined)('cannot be reached from another computer', async () => {
  const { port } = await start();
  const socket = connect(port, outside);
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});
