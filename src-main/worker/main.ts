/** The process that computes: it answers the requests of the one that started it, one after the other. */
import type { Handlers } from '../../src-shared/contract/definition.ts';
import { serve } from '../../src-shared/contract/server.ts';
import { workerRequests, type WorkerRequests } from '../../src-shared/contract/workerRequests.ts';
import { analyse } from '../engine/analyse.ts';
import { ask } from '../engine/ask.ts';
import { describeStructure } from '../engine/structure/describeStructure.ts';
import { parentChannel } from './parentChannel.ts';
import { readTable } from './readTable.ts';
import { runSteps } from './runSteps.ts';

/** Whether what is being asked shall end with what there is so far. */
let stopped = false;

const handlers: Handlers<WorkerRequests, null> = {
  fit: ({ dataset, spec }, { progress }) =>
    runSteps(() => analyse(dataset, spec, () => performance.now()), progress),
  ask: ({ dataset, spec, question }, { progress }) => {
    stopped = false;
    return runSteps(
      () => ask(dataset, spec, question),
      progress,
      () => stopped,
    );
  },
  stop: () => {
    stopped = true;
    return null;
  },
  readCsv: (params, { progress }) => readTable(params, progress),
  structure: ({ dataset, ...question }) => describeStructure(dataset, question),
};

const channel = parentChannel();
// Nobody is left to compute for.
channel.onClose(() => process.exit());
serve(channel, workerRequests, handlers, null, (bug) => {
  process.stderr.write(`${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}\n`);
});
