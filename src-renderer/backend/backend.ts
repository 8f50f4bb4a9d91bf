import type { Caller } from '../../src-shared/contract/caller.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';

/** The back end as a window sees it, over whichever channel it is connected. */
export type Backend = Caller<Requests>;
