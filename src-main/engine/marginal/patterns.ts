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
  const r = problem.qr.rank;
  const width = r + 1;
  const rows = new Float64Array(n * width);
  for (let at = 0; at < n; at++) {
    for (let j = 0; j < r; j++) rows[at * width + j] = problem.qr.Q[j * n + order[at]];
    rows[at * width + r] = problem.y[order[at]];
  }

  const patterns = new Map<string, Pattern & { readonly starts: number[] }>();
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && cluster[order[to]] === cluster[order[from]]) to++;
    const own = order.subarray(from, to);
    const parts: PatternPart[] = [];
    for (let at = 0; at < own.length;) {
      let end = at + 1;
      while (end < own.length && subjects.codes[own[end]] === subjects.codes[own[at]]) end++;
      const seen = Int32Array.from(own.subarray(at, end), (i) => occasions.codes[i]);
      parts.push({ from: at, group: groups.codes[own[at]], occasions: seen });
      at = end;
    }
    const patternTerms = random.map((term, t) => termRows(term.codes, terms[t], term.k, n, own));
    const key = [
      ...parts.map(({ group, occasions: seen }) => `${group}:${seen.join(',')}`),
      ...patternTerms.map(({ codes, Z }) => `${codes.join(',')};${Z.join(',')}`),
    ].join('|');
    const known = patterns.get(key);
    if (known) known.starts.push(from);
    else patterns.set(key, { m: own.length, sign: 1, parts, terms: patternTerms, starts: [from] });
    from = to;
  }
  return { n, width, rows, order, patterns: [...patterns.values()] };
}

/** Rows by cluster, within it by subject, within it by occasion. */
function orderedRows(cluster: Int32Array, { subjects, occasions }: ResidualDesign, n: number): Int32Array {
  let nSubjects = 0;
  for (const code of subjects.codes) nSubjects = Math.max(nSubjects, code + 1);
  const clusterOf = new Int32Array(nSubjects);
  for (let i = 0; i < n; i++) clusterOf[subjects.codes[i]] = cluster[i];
  const place = new Int32Array(nSubjects);
  Int32Array.from({ length: nSubjects }, (_, subject) => subject)
    .sort((a, b) => clusterOf[a] - clusterOf[b] || a - b)
    .forEach((subject, at) => {
      place[subject] = at;
    });
  // Numbers sort faster than rows compared; all of them are whole and below 2^53.
  const T = occasions.levels.length;
  const keys = Float64Array.from(
    { length: n },
    (_, i) => (place[subjects.codes[i]] * T + occasions.codes[i]) * n + i,
  ).sort();
  return Int32Array.from(keys, (key) => key % n);
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
