/** The process that computes: it answers the requests of the one that started it, one after the other. */
import type { Handlers } from '../../src-shared/contract/definition.ts';
import { serve } from '../../src-shared/contract/server.ts';
import { workerRequests, type WorkerRequests } from '../../src-shared/contract/workerRequests.ts';
import { describeStructure } from '../engine/structure/describeStructure.ts';
import { fitModel } from './fitModel.ts';
import { parentChannel } from './parentChannel.ts';
import { readTable } from './readTable.ts';

const handlers: Handlers<WorkerRequests, null> = {
  fit: (params, { progress }) => fitModel(params, progress),
  readCsv: (params, { progress }) => readTable(params, progress),
  structure: ({ dataset, ...question }) => describeStructure(dataset, question),
};

const channel = parentChannel();
// Nobody is left to compute for.
channel.onClose(() => process.exit());
serve(channel, workerRequests, handlers, null, (bug) => {
  process.stderr.write(`${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}\n`);
});
