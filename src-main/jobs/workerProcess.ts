import type { Channel } from '../../src-shared/contract/channel.ts';

/** A running worker process as its host made it: fork() in plain Node, utilityProcess in Electron. */
export interface WorkerProcess {
  readonly channel: Channel;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
  /** Called once when it has ended, for whatever reason; null where the system tells no exit code. */
  onExit(listener: (code: number | null) => void): void;
}
