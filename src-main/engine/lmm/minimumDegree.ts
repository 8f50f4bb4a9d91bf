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
 * Minimum degree ordering on the quotient graph, stopped where the rest is cheaper dense. The row structure of the
 * factor falls out: the rows of a vertex are its element at its elimination. Degrees are counted exactly up to where a
 * column counts as dense; a vertex that is dense from the start stays in the rest.
 *
 * Source: George & Liu 1989, SIAM Review 31, 1-19 (quotient graph, element absorption); aggressive absorption as in
 * Amestoy, Davis & Duff 1996, SIAM J. Matrix Anal. Appl. 17, 886-905.
 * @param border dense rows (X and y) below every column; they enter the costs
 */
export function minimumDegree(graph: EliminationGraph, border: number): Elimination {
  const { vertices, weight } = graph;
  const elements: (readonly number[])[] = [...graph.cliques];
  const absorbed = new Uint8Array(elements.length + vertices);
  const elementsOf: number[][] = Array.from({ length: vertices }, () => []);
  elements.forEach((clique, e) => {
    for (const v of clique) elementsOf[v].push(e);
  });
  const neighboursOf: (readonly number[])[] = [...graph.neighbours];
  const alive = new Uint8Array(vertices).fill(1);
  let remaining = 0;
  for (const w of weight) remaining += w;

  const joined = new Int32Array(vertices).fill(-1); // step of the element a vertex joined last
  const counted = new Int32Array(vertices).fill(-1);
  let counts = 0;
  const denseDegree = (): number => (remaining + border) / Math.sqrt(SPARSE_PENALTY) - border;

  /** Weight adjacent to v beyond the element of this step; drops elements that lie inside it. */
  const degreeBeyond = (v: number, step: number): number => {
    const count = counts++;
    const limit = denseDegree();
    counted[v] = count;
    let sum = 0;
    const visit = (list: readonly number[]): boolean => {
      let inside = true;
      for (const u of list) {
        if (joined[u] === step) continue;
        if (u !== v) inside = false;
        if (counted[u] === count) continue;
        counted[u] = count;
        sum += weight[u];
      }
      return inside;
    };
    visit(neighboursOf[v]);
    const list = elementsOf[v];
    let kept = 0;
    for (let t = 0; t < list.length; t++) {
      const e = list[t];
      if (absorbed[e] === 1) continue;
      if (sum <= limit && visit(elements[e])) absorbed[e] = 1;
      else list[kept++] = e;
    }
    list.length = kept;
    return sum;
  };

  const queue = new DegreeQueue(vertices, remaining);
  const degree = new Int32Array(vertices);
  const dense = new Uint8Array(vertices);
  const denseAtStart = denseDegree();
  for (let v = 0; v < vertices; v++) {
    degree[v] = degreeBeyond(v, vertices);
    if (degree[v] > denseAtStart) dense[v] = 1;
    else queue.put(v, degree[v]);
  }

  const eliminated: { vertex: number; rows: number[] }[] = [];
  for (let step = 0; !queue.empty; step++) {
    const p = queue.smallest();
    if (degree[p] > denseDegree()) break;
    queue.remove(p);
    alive[p] = 0;
    remaining -= weight[p];

    const rows: number[] = [];
    const join = (list: readonly number[]): void => {
      for (const v of list) {
        if (alive[v] === 0 || joined[v] === step) continue;
        joined[v] = step;
        rows.push(v);
      }
    };
    join(neighboursOf[p]);
    for (const e of elementsOf[p]) {
      if (absorbed[e] === 1) continue;
      join(elements[e]);
      absorbed[e] = 1;
    }
    eliminated.push({ vertex: p, rows });

    let rowsWeight = 0;
    for (const v of rows) rowsWeight += weight[v];
    for (const v of rows) {
      if (dense[v] === 1) continue;
      neighboursOf[v] = neighboursOf[v].filter((u) => alive[u] === 1 && joined[u] !== step);
      degree[v] = rowsWeight - weight[v] + degreeBeyond(v, step);
      elementsOf[v].push(elements.length);
      queue.remove(v);
      queue.put(v, degree[v]);
    }
    elements.push(rows);
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
  private size = 0;

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
    this.size++;
    if (degree < this.lowest) this.lowest = degree;
  }

  remove(v: number): void {
    const before = this.previous[v];
    const after = this.next[v];
    if (before >= 0) this.next[before] = after;
    else this.head[this.at[v]] = after;
    if (after >= 0) this.previous[after] = before;
    this.size--;
  }

  get empty(): boolean {
    return this.size === 0;
  }

  /** A vertex of smallest degree; the queue must not be empty. */
  smallest(): number {
    while (this.head[this.lowest] < 0) this.lowest++;
    return this.head[this.lowest];
  }
}
