import { describe, expect, it } from 'vitest';
import { minimumDegree } from '../../../../src-main/engine/lmm/minimumDegree.ts';
import { uniform } from './designs.ts';

const ones = (n: number): Int32Array => new Int32Array(n).fill(1);

/** Structure of the factor by elimination on explicit sets. */
function fill(
  vertices: number,
  edges: readonly (readonly [number, number])[],
  order: readonly number[],
): Map<number, Set<number>> {
  const adjacent = Array.from({ length: vertices }, () => new Set<number>());
  for (const [a, b] of edges) {
    adjacent[a].add(b);
    adjacent[b].add(a);
  }
  const rows = new Map<number, Set<number>>();
  const gone = new Set<number>();
  for (const v of order) {
    gone.add(v);
    const later = [...adjacent[v]].filter((u) => !gone.has(u));
    rows.set(v, new Set(later));
    for (const a of later) for (const b of later) if (a !== b) adjacent[a].add(b);
  }
  return rows;
}

describe('minimumDegree', () => {
  it('eliminates a star from its rays, without fill', () => {
    const n = 40;
    const neighbours = Array.from({ length: n }, (_, v) =>
      v === 0 ? Array.from({ length: n - 1 }, (__, i) => i + 1) : [0],
    );
    const { eliminated, rest } = minimumDegree({ vertices: n, weight: ones(n), neighbours, cliques: [] }, 1);
    expect(eliminated.every(({ vertex, rows }) => vertex !== 0 && rows.length <= 1)).toBe(true);
    expect(eliminated.length + rest.length).toBe(n);
  });

  it('leaves a clique dense', () => {
    const n = 12;
    const clique = Array.from({ length: n }, (_, i) => i);
    const { eliminated, rest } = minimumDegree(
      { vertices: n, weight: ones(n), neighbours: clique.map(() => []), cliques: [clique] },
      2,
    );
    expect(eliminated).toHaveLength(0);
    expect(rest).toEqual(clique);
  });

  it('gives exactly the rows that elimination fills in', () => {
    const random = uniform(3);
    const n = 200;
    const neighbours: number[][] = Array.from({ length: n }, () => []);
    const edges: [number, number][] = [];
    for (let v = 1; v < n; v++) {
      const u = Math.floor(random() * v);
      edges.push([u, v]);
      neighbours[u].push(v);
      neighbours[v].push(u);
    }
    const cliques = Array.from({ length: 25 }, () => [
      ...new Set(Array.from({ length: 4 }, () => Math.floor(random() * n))),
    ]);
    for (const clique of cliques)
      for (const a of clique) for (const b of clique) if (a < b) edges.push([a, b]);
    const { eliminated } = minimumDegree({ vertices: n, weight: ones(n), neighbours, cliques }, 1);
    expect(eliminated.length).toBeGreaterThan(n / 2);
    const expected = fill(
      n,
      edges,
      eliminated.map(({ vertex }) => vertex),
    );
    for (const { vertex, rows } of eliminated) {
      expect([...rows].sort((a, b) => a - b)).toEqual([...expected.get(vertex)!].sort((a, b) => a - b));
    }
  });
});
