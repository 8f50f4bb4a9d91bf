import type { ModelFrame } from '../frame/modelFrame.ts';
import type { ResidualDesign } from '../frame/residualDesign.ts';
import type { ScaledProblem } from '../lmm/problem.ts';

/** Rows of one subject within a pattern. */
export interface PatternPart {
  /** First of its rows within the pattern. */
  readonly from: number;
  /** Set of parameters it belongs to. */
  readonly group: number;
  /** Occasion of each row, ascending. */
  readonly occasions: Int32Array;
}

/** A random term within a pattern: m rows. */
export interface PatternTerm {
  /** Level of each row, numbered within the pattern. */
  readonly codes: Int32Array;
  readonly nLevels: number;
  /** m x k, row by row, in the basis of `termBasis`. */
  readonly Z: Float64Array;
  readonly k: number;
}

/**
 * Independent sets of rows with the same covariance matrix: subjects seen at the same occasions; with random effects, the
 * clusters of rows that share no subject and no level with any other row.
 */
export interface Pattern {
  readonly m: number;
  /** -1 for rows whose likelihood is divided by: see `markovPieces.ts`. */
  readonly sign: 1 | -1;
  readonly parts: readonly PatternPart[];
  readonly terms: readonly PatternTerm[];
  /** First row of each set among the ordered rows. */
  readonly starts: readonly number[];
}

/** The rows of a model in the order of clusters, subjects and occasions. */
export interface PatternedRows {
  readonly n: number;
  /** r + 1: columns of Q, and the outcome. */
  readonly width: number;
  /** n x width, row by row, in the ordered rows. */
  readonly rows: Float64Array;
  /** Row of the frame at each place. */
  readonly order: Int32Array;
  readonly patterns: readonly Pattern[];
}

/**
 * @param terms Z of each random term in the basis of its iterations, weighted (n x k, column-major)
 */
export function patternedRows(
  frame: ModelFrame,
  design: ResidualDesign,
  problem: ScaledProblem,
  terms: readonly Float64Array[],
): PatternedRows {
  const { n, random } = frame;
  const { subjects, occasions, groups } = design;
  const cluster = random.length === 0 ? subjects.codes : clusters(frame, design);
  const order = orderedRows(cluster, design, n);
  const width = problem.qr.rank + 1;
  const rows = rowsInOrder(problem, order);

  const patterns = new Map<string, Pattern & { readonly starts: number[] }>();
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && cluster[order[to]] === cluster[order[from]]) to++;
    const own = order.subarray(from, to);
    const parts: PatternPart[] = [];
    for (let at = 0; at < own.length;) {
      let end = at + 1;
      while (end < own.length && subjects.codes[own[end]] === subjects.codes[own[at]]) end++;
      const seen = new Int32Array(end - at);
      for (let row = at; row < end; row++) seen[row - at] = occasions.codes[own[row]];
      parts.push({ from: at, group: groups.codes[own[at]], occasions: seen });
      at = end;
    }
    const patternTerms = random.map((term, t) => termRows(term.codes, terms[t], term.k, n, own));
    const key = keyOf(parts, patternTerms);
    const known = patterns.get(key);
    if (known) known.starts.push(from);
    else patterns.set(key, { m: own.length, sign: 1, parts, terms: patternTerms, starts: [from] });
    from = to;
  }
  return { n, width, rows, order, patterns: [...patterns.values()] };
}

/** Rows read together, so that the columns are read and the rows written a few lines of memory at a time. */
const ROWS_AT_ONCE = 32;

/** [Q y], n x width, row by row in the order given. */
function rowsInOrder({ qr: { Q, rank }, y }: ScaledProblem, order: Int32Array): Float64Array {
  const n = order.length;
  const width = rank + 1;
  const rows = new Float64Array(n * width);
  for (let from = 0; from < n; from += ROWS_AT_ONCE) {
    const to = Math.min(n, from + ROWS_AT_ONCE);
    for (let j = 0; j < rank; j++) {
      for (let at = from; at < to; at++) rows[at * width + j] = Q[j * n + order[at]];
    }
    for (let at = from; at < to; at++) rows[at * width + rank] = y[order[at]];
  }
  return rows;
}

/** The same text for the same covariance matrix. */
function keyOf(parts: readonly PatternPart[], terms: readonly PatternTerm[]): string {
  let key = '';
  for (const { group, occasions } of parts) {
    key += `|${group}:`;
    for (let a = 0; a < occasions.length; a++) key += `${occasions[a]},`;
  }
  for (const { codes, Z } of terms) key += `|${codes.join(',')};${Z.join(',')}`;
  return key;
}

/** Rows by cluster, within it by subject, within it by occasion. */
function orderedRows(cluster: Int32Array, { subjects, occasions }: ResidualDesign, n: number): Int32Array {
  let order: Int32Array = Int32Array.from({ length: n }, (_, i) => i);
  for (const codes of [occasions.codes, subjects.codes, cluster]) order = stablyBy(codes, order);
  return order;
}

/** Brings rows into the ascending order of their codes; those of one code stay as they are (a counting sort). */
function stablyBy(codes: Int32Array, order: Int32Array): Int32Array {
  let nCodes = 0;
  for (let i = 0; i < codes.length; i++) nCodes = Math.max(nCodes, codes[i] + 1);
  const next = new Int32Array(nCodes + 1);
  for (let i = 0; i < codes.length; i++) next[codes[i] + 1]++;
  for (let code = 0; code < nCodes; code++) next[code + 1] += next[code];
  const sorted = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) sorted[next[codes[order[at]]]++] = order[at];
  return sorted;
}

function termRows(codes: Int32Array, Z: Float64Array, k: number, n: number, own: Int32Array): PatternTerm {
  const numbers = new Map<number, number>();
  const local = Int32Array.from(own, (i) => {
    const known = numbers.get(codes[i]);
    if (known !== undefined) return known;
    numbers.set(codes[i], numbers.size);
    return numbers.size - 1;
  });
  const values = new Float64Array(own.length * k);
  own.forEach((i, at) => {
    for (let j = 0; j < k; j++) values[at * k + j] = Z[j * n + i];
  });
  return { codes: local, nLevels: numbers.size, Z: values, k };
}

/** Numbers rows so that those of one subject or of one level of any random term have the same number. */
function clusters({ n, random }: ModelFrame, { subjects }: ResidualDesign): Int32Array {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  for (const { codes } of [subjects, ...random]) {
    const first = new Map<number, number>();
    codes.forEach((code, i) => {
      const known = first.get(code);
      if (known === undefined) first.set(code, i);
      else {
        const [a, b] = [root(known), root(i)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    });
  }
  return Int32Array.from({ length: n }, (_, i) => root(i));
}
