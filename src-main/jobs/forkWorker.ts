import { fork, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Channel } from '../../src-shared/contract/channel.ts';
import type { Message } from '../../src-shared/contract/messages.ts';
import { ownArrays } from '../../src-shared/contract/ownArrays.ts';
import type { WorkerProcess } from './workerProcess.ts';

/**
 * Starts a worker in a Node process of its own.
 *
 * @param entry the file of `src-main/worker/main.ts`, as source or built
 */
export function forkWorker(entry: string): WorkerProcess {
  const child = fork(entry, [], {
    serialization: 'advanced', // typed arrays, NaN and Infinity cross as they are
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // What could not be started or sent to is seen at its end; the listener keeps it from being thrown here.
  child.on('error', () => {
    child.kill('SIGKILL');
  });
  return {
    channel: channelOf(child),
    kill: () => {
      child.kill('SIGKILL');
    },
    onExit: (listener) => {
      let told = false;
      const tell = (code: number | null) => {
        if (!told) listener(code);
        told = true;
      };
      child.on('exit', (code, signal) => {
        tell(signal === null ? code : 128 + constants.signals[signal]);
      });
      child.on('error', () => {
        if (child.pid === undefined) tell(null);
      });
    },
  };
}

function channelOf(child: ChildProcess): Channel {
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => {
      // Arrays arrive as views of the whole message.
      child.on('message', (message) => {
        listener(ownArrays(message as Message));
      });
    },
    onClose: (listener) => {
      child.on('disconnect', listener);
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
}
