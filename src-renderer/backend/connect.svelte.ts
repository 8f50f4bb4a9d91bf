import { createCaller, type Caller } from '../../src-shared/contract/caller.ts';
import type { Channel } from '../../src-shared/contract/channel.ts';
import type { EventName } from '../../src-shared/contract/events.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import type { Backend, BackendListener } from './backend.ts';
import { openMessagePortChannel } from './messagePortChannel.ts';
import { openWebSocketChannel } from './webSocketChannel.ts';

/** Waiting times before the next attempt to connect again; the last one is kept. */
const retryMs = [300, 1000, 2000, 5000];

/**
 * Connects the window to its back end: over a MessagePort in Electron, over a WebSocket in a browser. A lost
 * connection is tried again for as long as the window is open.
 */
export async function connect(listener: BackendListener): Promise<Backend> {
  let caller = attach(await openChannel());

  function attach(channel: Channel): Caller<Requests> {
    channel.onClose(() => {
      listener.lost();
      void reconnect();
    });
    return createCaller<Requests>(channel, (name, payload) => {
      listener.event(name as EventName, payload as never);
    });
  }

  async function reconnect(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      await delay(retryMs[Math.min(attempt, retryMs.length - 1)]);
      try {
        caller = attach(await openChannel());
      } catch {
        continue; // not there yet
      }
      listener.restored();
      return;
    }
  }

  return {
    // Svelte's state is made of proxies, which structured clone refuses.
    call: (name, params, options) =>
      caller.call(name, $state.snapshot(params as object) as typeof params, options),
  };
}

function openChannel(): Promise<Channel> {
  if (window.nestwise !== undefined) return openMessagePortChannel(window.nestwise);
  return openWebSocketChannel(`ws://${location.host}/channel`);
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
