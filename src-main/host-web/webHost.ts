import type { Channel } from '../../src-shared/contract/channel.ts';
import { startWebServer } from './webServer.ts';
import { countWindows } from './windowCount.ts';

export interface WebHostOptions {
  /** The part of the program that windows are connected to. */
  readonly app: { connect(channel: Channel): void; close(): Promise<void> };
  /** 0 = any free port. */
  readonly port: number;
  /** The built window. */
  readonly windowFolder: string;
  /** How long after its last window the host ends; null = never. */
  readonly goneAfterMs: number | null;
  readonly onBug: (error: unknown) => void;
}

export interface WebHost {
  /** An address that lets one browser in. */
  newAddress(): string;
  /** Ends the connections, then the projects and workers. */
  close(): Promise<void>;
  /** Resolves once it has ended, by `close` or because its last window has been gone. */
  readonly ended: Promise<void>;
}

/** Serves one program to any number of windows. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { app, goneAfterMs } = options;
  const ended = Promise.withResolvers<undefined>();
  let ending = false;
  const windows = countWindows(goneAfterMs, () => void close().catch(options.onBug));
  const server = await startWebServer({
    ...options,
    onWindow(channel) {
      windows.opened();
      channel.onClose(windows.closed);
      app.connect(channel);
    },
  });

  async function close(): Promise<void> {
    if (ending) return ended.promise;
    ending = true;
    windows.stop();
    try {
      await server.close();
    } finally {
      await app.close();
      ended.resolve(undefined);
    }
  }
  return { newAddress: () => server.newAddress(), close, ended: ended.promise };
}
