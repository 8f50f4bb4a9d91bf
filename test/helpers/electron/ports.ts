import { EventEmitter } from 'node:events';

/** One end of a channel; messages wait until it is started, and are cloned as Electron does. */
export class MessagePortMain extends EventEmitter {
  #other: MessagePortMain | null = null;
  #waiting: unknown[] | null = [];
  #open = true;

  static pair(): [MessagePortMain, MessagePortMain] {
    const [a, b] = [new MessagePortMain(), new MessagePortMain()];
    a.#other = b;
    b.#other = a;
    return [a, b];
  }
  postMessage(message: unknown): void {
    const data: unknown = structuredClone(message);
    setImmediate(() => this.#other?.receive(data));
  }
  receive(data: unknown): void {
    if (this.#waiting !== null) this.#waiting.push(data);
    else if (this.#open) this.emit('message', { data, ports: [] });
  }
  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.emit('message', { data, ports: [] });
  }
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.emit('close');
    setImmediate(() => this.#other?.close());
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;
  constructor() {
    [this.port1, this.port2] = MessagePortMain.pair();
  }
}
