import type { Caller } from '../../src-shared/contract/caller.ts';
import type { EventName, Events } from '../../src-shared/contract/events.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';

/** The back end as a window sees it, over whichever channel it is connected. */
export type Backend = Caller<Requests>;

/** What the back end tells a window without being asked. */
export interface BackendListener {
  readonly event: <Name extends EventName>(name: Name, payload: Events[Name]) => void;
  /** Requests fail with `disconnected` from now on; the connection is tried again. */
  readonly lost: () => void;
  /** Connected again, to a back end that knows nothing of this window: `project.resume` takes its project up. */
  readonly restored: () => void;
}
