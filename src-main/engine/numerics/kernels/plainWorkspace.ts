import { Arena, MAX_DOUBLES } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { cholesky } from './plain/cholesky.ts';
import { inverse } from './plain/inverse.ts';
import { rankUpdate } from './plain/rankUpdate.ts';
import { backSolve, forwardSolve } from './plain/solve.ts';
import type { Workspace } from './workspace.ts';

const INITIAL_DOUBLES = 4096;

/** A workspace on the plain kernels, which need nothing but arrays. */
export function plainWorkspace(): Workspace {
  const arena = new Arena(0);
  let memory = new Float64Array(INITIAL_DOUBLES);
  let released = false;
  const kernels: Kernels = {
    name: 'plain',
    cholesky: (a, panels) => cholesky(memory, a, panels),
    inverse: (l, u, s, panels) => {
      inverse(memory, l, u, s, panels);
    },
    forwardSolve: (l, panels, x) => {
      forwardSolve(memory, l, panels, x);
    },
    backSolve: (l, panels, x) => {
      backSolve(memory, l, panels, x);
    },
    rankUpdate: (c, a, panels, columns) => {
      rankUpdate(memory, c, a, panels, columns);
    },
  };
  const grow = (length: number): Float64Array => {
    if (length > memory.length) {
      const larger = new Float64Array(Math.min(MAX_DOUBLES, Math.max(length, 2 * memory.length)));
      larger.set(memory);
      memory = larger;
    }
    return memory;
  };
  return {
    kernels,
    f64: () => memory,
    alloc: (doubles) => arena.take(doubles, grow),
    reset: () => {
      arena.reset();
    },
    release: () => {
      if (released) throw new Error('The workspace has been released already.');
      released = true;
      memory = new Float64Array(0);
    },
  };
}
