import { utilityProcess } from 'electron';
import { workerEntry } from '../app/places.ts';
import type { WorkerProcess } from '../jobs/workerProcess.ts';

/** Starts a worker as a utility process of Electron. */
export function startUtilityWorker(): WorkerProcess {
  const child = utilityProcess.fork(workerEntry, [], { serviceName: 'Nestwise worker', stdio: 'inherit' });
  let running = true;
  child.once('exit', () => {
    running = false;
  });
  const kill = () => {
    // kill() asks; a process in the middle of a factorisation does not listen.
    if (running && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    else child.kill();
  };
  return {
    channel: {
      send(message) {
        if (running) child.postMessage(message);
      },
      onMessage: (listener) => child.on('message', listener),
      onClose: (listener) => child.once('exit', listener),
      close: kill,
    },
    kill,
    onExit: (listener) => child.once('exit', listener),
  };
}
