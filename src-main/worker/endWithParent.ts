import { Worker } from 'node:worker_threads';

/** Windows keeps the number of a parent that is gone; elsewhere another process becomes the parent. */
const watch = `
const parent = require('node:worker_threads').workerData;
const isThere = () => {
  try {
    return process.kill(parent, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};
setInterval(() => {
  if (process.ppid !== parent || !isThere()) process.kill(process.pid, 'SIGKILL');
}, 500);
`;

/**
 * Ends this process soon after the one that started it has, in the middle of a computation too: a thread of its
 * own watches, because the main one hears of nothing until a step of the engine is over, which can take minutes.
 */
export function endWithParent(): void {
  // Known before the thread runs: the parent may be gone by then.
  new Worker(watch, { eval: true, workerData: process.ppid }).unref();
}
