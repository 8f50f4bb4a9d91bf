import type { CrossProducts } from './crossProducts.ts';

/** The connected parts of the groupings: levels of different components share no observation, even through others. */
export interface Components {
  /** Component of each node. */
  readonly of: Int32Array;
  /** Nodes of each component, ascending: nodes[start[c] .. start[c + 1]]. */
  readonly start: Int32Array;
  readonly nodes: Int32Array;
  /** Nodes of the largest one. */
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
    of[node] = first === node ? sizes.length : of[first];
    sizes[of[node]] = (sizes[of[node]] ?? 0) + 1;
  }
  const start = new Int32Array(sizes.length + 1);
  sizes.forEach((size, c) => (start[c + 1] = start[c] + size));
  const next = start.slice();
  const nodes = new Int32Array(count);
  for (let node = 0; node < count; node++) nodes[next[of[node]]++] = node;
  return { of, start, nodes, largest: sizes.reduce((max, size) => Math.max(max, size), 0) };
}
