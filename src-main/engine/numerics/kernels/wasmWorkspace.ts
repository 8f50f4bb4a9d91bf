import { Arena } from './arena.ts';
import { decodeBase64 } from './base64.ts';
import type { Kernels } from './kernels.ts';
import { kernelsBase64 } from './wasm.generated.ts';
import type { WasmApi, WasmMemory } from './wasmApi.ts';
import { wasmApi } from './wasmApi.ts';
import type { Workspace } from './workspace.ts';

const DOUBLES_PER_PAGE = 8192;
const MAX_PAGES = 65536;
/** 2 MiB: enough for the usual fit without growing. */
const INITIAL_PAGES = 32;
/** 64 MiB: what may stay allocated between two fits. */
const POOLED_PAGES = 1024;

/** What the compiled module offers. */
type Exports = Omit<Kernels, 'name'> & { readonly heapBase: () => number };

/** A memory with the kernels that work in it; it serves one workspace at a time. */
interface Engine {
  readonly memory: WasmMemory;
  readonly kernels: Kernels;
  readonly arena: Arena;
}

/** undefined: not tried yet; null: this machine has no WebAssembly SIMD. */
let compiled: { readonly api: WasmApi; readonly module: object } | null | undefined;
/** At most one idle memory: creating one costs more than a small fit. */
let idle: Engine | undefined;

/** A workspace on the SIMD kernels, or undefined where the machine has no WebAssembly SIMD. */
export function wasmWorkspace(): Workspace | undefined {
  if (compiled === undefined) compiled = compile();
  if (!compiled) return undefined;
  const engine = idle ?? instantiate(compiled.api, compiled.module);
  idle = undefined;
  return lease(engine);
}

function compile(): typeof compiled {
  const bytes = decodeBase64(kernelsBase64);
  return wasmApi?.validate(bytes) ? { api: wasmApi, module: new wasmApi.Module(bytes) } : null;
}

function instantiate(api: WasmApi, module: object): Engine {
  const memory = new api.Memory({ initial: INITIAL_PAGES, maximum: MAX_PAGES });
  const { heapBase, ...kernels } = new api.Instance(module, { env: { memory } }).exports as Exports;
  return { memory, kernels: { name: 'wasm-simd', ...kernels }, arena: new Arena(heapBase() / 8) };
}

function lease(engine: Engine): Workspace {
  const { memory, kernels, arena } = engine;
  let view = new Float64Array(memory.buffer);
  let released = false;
  const grow = (length: number): Float64Array => {
    if (length > view.length) {
      memory.grow(Math.ceil((length - view.length) / DOUBLES_PER_PAGE));
      view = new Float64Array(memory.buffer);
    }
    return view;
  };
  return {
    kernels,
    f64: () => view,
    alloc: (doubles) => arena.take(doubles, grow),
    reset: () => {
      arena.reset();
    },
    release: () => {
      if (released) throw new Error('The workspace has been released already.');
      released = true;
      const doubles = view.length;
      view = new Float64Array(0);
      if (doubles > POOLED_PAGES * DOUBLES_PER_PAGE) return;
      arena.reset();
      idle = engine;
    },
  };
}
