/**
 * Gives every typed array of plain data a buffer of its own. An array that is a view of a larger buffer (the
 * memory of a kernel, the bytes of a whole message) would keep all of it alive, and a transport that clones
 * buffers would send all of it. Arrays that own their buffer are left as they are; they are not copied.
 */
export function ownArrays<T>(value: T): T {
  return own(value) as T;
}

type TypedArray = Float64Array | Int32Array | Uint8Array;

function own(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    return value.byteLength === value.buffer.byteLength ? value : (value as TypedArray).slice();
  }
  if (Array.isArray(value)) return ownItems(value);
  const entries = Object.entries(value);
  const owned = entries.map(([name, member]) => [name, own(member)] as const);
  return owned.every(([, member], i) => member === entries[i][1]) ? value : Object.fromEntries(owned);
}

/** Long lists hold texts and numbers far more often than arrays: they are copied only where something changed. */
function ownItems(items: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let i = 0; i < items.length; i++) {
    const item = own(items[i]);
    if (item === items[i]) continue;
    copy ??= [...items];
    copy[i] = item;
  }
  return copy ?? items;
}
