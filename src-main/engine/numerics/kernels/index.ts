import { plainWorkspace } from './plainWorkspace.ts';
import { wasmWorkspace } from './wasmWorkspace.ts';
import type { Workspace } from './workspace.ts';

export { packedIndex, packedLength } from './layout.ts';
export type { Workspace } from './workspace.ts';
export { WorkspaceFull } from './workspace.ts';

/**
 * Memory and kernels for one fit: SIMD in WebAssembly where the machine has it, otherwise plain loops with the same
 * results. Call `release` when done.
 * @param options.plain the plain kernels in any case
 */
export function createWorkspace(options: { readonly plain?: boolean } = {}): Workspace {
  return (options.plain ? undefined : wasmWorkspace()) ?? plainWorkspace();
}
