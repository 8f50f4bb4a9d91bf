/** An undirected graph given as vertices' neighbours and as cliques (elements), to be eliminated. */
export interface EliminationGraph {
  readonly vertices: number;
  /** Scalar columns of each vertex. */
  readonly weight: Int32Array;
  /** Neighbours of each vertex, symmetric, without the vertex itself. */
  readonly neighbours: readonly (readonly number[])[];
  /** Sets of vertices that are mutually adjacent. */
  readonly cliques: readonly (readonly number[])[];
}

export interface Elimination {
  /** Vertices in the order of elimination, each with the vertices it is joined to at that moment. */
  readonly eliminated: readonly { readonly vertex: number; readonly rows: readonly number[] }[];
  /** What remains: better treated as one dense block. */
  readonly rest: readonly number[];
}

/** A multiply-add in the sparse part costs about this many times one in the dense kernel. */
const SPARSE_PENALTY = 60;

/**
 * Approximate minimum degree ordering on the quotient graph, stopped where the rest is cheaper dense.
 * The row structure of the factor falls out: the rows of a vertex are its element at its elimination.
 *
 * Source: Amestoy, Davis & Duff 1996, SIAM J. Matrix Anal. Appl. 17, 886-905 (approximate external degree,
 * aggressive absorption).
 * @param border dense rows (X and y) below every column; they enter the costs
 */
export function minimumDegree(graph: EliminationGraph, border: number): Elimination {
  const { vertices, weight } = graph;
  const elements: number[][] = graph.cliques.map((clique) => [...clique]);
  const elementWeight: number[] = elements.map((clique) => clique.reduce((sum, v) => sum + weight[v], 0));
  const absorbed: boolean[] = elements.map(() => false);
  const elementsOf: number[][] = Array.from({ length: vertices }, () => []);
  elements.forEach((clique, e) => {
    for (const v of clique) elementsOf[v].push(e);
  });
  const neighboursOf: number[][] = graph.neighbours.map((list) => [...list]);
  const alive = new Uint8Array(vertices).fill(1);
  let remaining = weight.reduce((sum, w) => sum + w, 0);

  const degree = new Int32Array(vertices);
  const seen = new Int32Array(vertices).fill(-1);
  // Beyond this degree a vertex stays in the dense rest anyway: counting stops there.
  const denseDegree = (remaining + border) / Math.sqrt(SPARSE_PENALTY);
  const initialDegree = (v: number): number => {
    let sum = 0;
    seen[v] = v;
    const visit = (list: readonly number[]): void => {
      for (const u of list) {
        if (seen[u] === v) continue;
        seen[u] = v;
        sum += weight[u];
      }
    };
    visit(neighboursOf[v]);
    for (const e of elementsOf[v]) {
      if (sum > denseDegree) break;
      visit(elements[e]);
    }
    return sum;
  };
  const queue = new DegreeQueue(vertices, remaining);
  for (let v = 0; v < vertices; v++) {
    degree[v] = initialDegree(v);
    queue.put(v, degree[v]);
  }

  const eliminated: { vertex: number; rows: number[] }[] = [];
  const mark = new Int32Array(vertices).fill(-1);
  const outside = new Int32Array(elements.length + vertices);
  const outsideStamp = new Int32Array(elements.length + vertices).fill(-1);
  for (let step = 0; step < vertices; step++) {
    const p = queue.smallest();
    const height = degree[p] + border;
    const dense = remaining + border;
    if (SPARSE_PENALTY * height * height > dense * dense) break;
    queue.remove(p);
    alive[p] = 0;
    remaining -= weight[p];

    const rows: number[] = [];
    const join = (v: number): void => {
      if (alive[v] === 1 && mark[v] !== step) {
        mark[v] = step;
        rows.push(v);
      }
    };
    neighboursOf[p].forEach(join);
    for (const e of elementsOf[p]) {
      elements[e].forEach(join);
      absorbed[e] = true;
      elements[e] = [];
    }
    eliminated.push({ vertex: p, rows });
    if (rows.length === 0) continue;

    const element = elements.length;
    let rowsWeight = 0;
    for (const v of rows) rowsWeight += weight[v];
    elements.push(rows);
    elementWeight.push(rowsWeight);
    absorbed.push(false);

    // outside[e] = weight of element e beyond the new element
    for (const v of rows) {
      for (const e of elementsOf[v]) {
        if (absorbed[e]) continue;
        if (outsideStamp[e] !== step) {
          outsideStamp[e] = step;
          outside[e] = elementWeight[e];
        }
        outside[e] -= weight[v];
      }
    }
    for (const v of rows) {
      let bound = rowsWeight - weight[v];
      const kept: number[] = [];
      for (const e of elementsOf[v]) {
        if (absorbed[e] || outside[e] === 0) continue;
        kept.push(e);
        bound += outside[e];
      }
      kept.push(element);
      elementsOf[v] = kept;
      neighboursOf[v] = neighboursOf[v].filter((u) => alive[u] === 1 && mark[u] !== step);
      for (const u of neighboursOf[v]) bound += weight[u];
      degree[v] = Math.min(bound, remaining - weight[v]);
      queue.remove(v);
      queue.put(v, degree[v]);
    }
  }
  const rest: number[] = [];
  for (let v = 0; v < vertices; v++) if (alive[v] === 1) rest.push(v);
  return { eliminated, rest };
}

/** Vertices in doubly linked lists, one per degree. */
class DegreeQueue {
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly at: Int32Array;
  private lowest = 0;

  constructor(vertices: number, maxDegree: number) {
    this.head = new Int32Array(maxDegree + 1).fill(-1);
    this.next = new Int32Array(vertices).fill(-1);
    this.previous = new Int32Array(vertices).fill(-1);
    this.at = new Int32Array(vertices);
  }

  put(v: number, degree: number): void {
    const first = this.head[degree];
    this.next[v] = first;
    this.previous[v] = -1;
    if (first >= 0) this.previous[first] = v;
    this.head[degree] = v;
    this.at[v] = degree;
    if (degree < this.lowest) this.lowest = degree;
  }

  remove(v: number): void {
    const before = this.previous[v];
    const after = this.next[v];
    if (before >= 0) this.next[before] = after;
    else this.head[this.at[v]] = after;
    if (after >= 0) this.previous[after] = before;
  }

  /** A vertex of smallest degree; the queue must not be empty. */
  smallest(): number {
    while (this.head[this.lowest] < 0) this.lowest++;
    return this.head[this.lowest];
  }
}
