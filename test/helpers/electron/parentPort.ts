import { EventEmitter } from 'node:events';

/** In a process that stands in for a utility process: the port to its parent. */
const port = new EventEmitter();
process.on('message', (data) => port.emit('message', { data, ports: [] }));
Object.assign(process, {
  parentPort: {
    on: (event: string, listener: (event: unknown) => void) => port.on(event, listener),
    postMessage: (message: object) => process.send?.(message),
  },
});
