import type { Kernels } from './kernels.ts';

/** Memory for the matrices of one fit and the kernels that work in it. Offsets are in doubles. */
export interface Workspace {
  readonly kernels: Kernels;

  /** All of the memory. A view is valid until the next `alloc`, which may move the memory: ask again after it. */
  f64(): Float64Array;

  /**
   * Room for `doubles` doubles, set to 0 and aligned to 64 bytes.
   * @returns the offset of the first
   * @throws WorkspaceFull when the memory cannot grow that far (at most 4 GiB in all)
   */
  alloc(doubles: number): number;

  /** Forgets everything allocated; the memory is kept for the next allocations. */
  reset(): void;

  /**
   * Gives the workspace back: it must not be used afterwards. A small one serves the next `createWorkspace`; memory
   * that grew beyond 64 MiB is left to the garbage collector.
   */
  release(): void;
}

/** An allocation beyond what the workspace can hold. */
export class WorkspaceFull extends Error {
  /** The doubles asked for. */
  readonly doubles: number;

  constructor(doubles: number) {
    super(`The workspace has no room for another ${doubles} doubles.`);
    this.name = 'WorkspaceFull';
    this.doubles = doubles;
  }
}
