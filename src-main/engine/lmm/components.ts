import type { CrossProducts } from './crossProducts.ts';

/**
 * The connected parts of the groupings: levels of different components share no observation, not even through levels of
 * others. Listed are the levels behind the leading block.
 */
export interface Components {
  /** Component of each node. */
  readonly of: Int32Array;
  /** Nodes behind the leading block of each component, ascending: nodes[start[c] .. start[c + 1]]. */
  readonly start: Int32Array;
  readonly nodes: Int32Array;
  /** Most of them in one component. */
  readonly largest: number;
}

export function componentsOf({ blocks, nodeStart, adjacent, adjacentStart }: CrossProducts): Components {
  const count = nodeStart[blocks.length];
  // Union-find with path halving.
  const parent = new Int32Array(count);
  for (let node = 0; node < count; node++) parent[node] = node;
  const root = (from: number): number => {
    let node = from;
    while (parent[node] !== node) node = parent[node] = parent[parent[node]];
    return node;
  };
  for (let node = 0; node < count; node++) {
    for (let t = adjacentStart[node]; t < adjacentStart[node + 1]; t++) {
      const [a, b] = [root(node), root(adjacent[t])];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const of = new Int32Array(count);
  const sizes: number[] = [];
  for (let node = 0; node < count; node++) {
    // The smallest node of a component is its root and comes first.
    const first = root(node);
    if (first === node) of[node] = sizes.push(0) - 1;
    else of[node] = of[first];
    if (node >= nodeStart[1]) sizes[of[node]]++;
  }
  const start = new Int32Array(sizes.length + 1);
  sizes.forEach((size, c) => (start[c + 1] = start[c] + size));
  const next = start.slice();
  const nodes = new Int32Array(count - nodeStart[1]);
  for (let node = nodeStart[1]; node < count; node++) nodes[next[of[node]]++] = node;
  return { of, start, nodes, largest: sizes.reduce((max, size) => Math.max(max, size), 0) };
}
