import type { ResidualDesign } from '../frame/residualDesign.ts';
import type { ResidualStructure } from '../../../src-shared/model/residualStructures.ts';
import type { Pattern, PatternedRows } from './patterns.ts';

/** Structures in which a residual depends on the earlier ones through the last of them only. */
const markov: ReadonlySet<ResidualStructure> = new Set<ResidualStructure>([
  'diag',
  'ar1',
  'arh1',
  'car1',
  'sp_exp',
  'ante1',
]);
/** Those of them in which only the distance of two occasions counts. */
const stationary: ReadonlySet<ResidualStructure> = new Set<ResidualStructure>(['ar1', 'car1', 'sp_exp']);

export function isMarkov({ spec }: ResidualDesign): boolean {
  return markov.has(spec.structure);
}

export function isStationary({ spec }: ResidualDesign): boolean {
  return stationary.has(spec.structure);
}

/**
 * The likelihood of a Markov process in pieces: that of all pairs of neighbouring rows over that of the rows between,
 *
 *     p(e_1 ... e_m) = p(e_1, e_2) p(e_2, e_3) ... p(e_(m-1), e_m) / (p(e_2) ... p(e_(m-1))),
 *
 * so that log |V|, V^-1 (tridiagonal) and the information are sums over pieces of one or two rows, those of single rows with
 * a minus. Where only distances count, all pieces of the same distance are one pattern.
 */
export function markovPieces(source: PatternedRows, design: ResidualDesign): PatternedRows {
  const byDistance = isStationary(design);
  const patterns = new Map<string, Pattern & { readonly starts: number[] }>();
  const add = (start: number, group: number, sign: 1 | -1, ...occasions: number[]): void => {
    const [a, b] = occasions;
    const place = byDistance ? design.times[b] - design.times[a] : occasions.join(',');
    const key = `${sign} ${group} ${occasions.length} ${place}`;
    const known = patterns.get(key);
    if (known !== undefined) known.starts.push(start);
    else {
      const parts = [{ from: 0, group, occasions: Int32Array.from(occasions) }];
      patterns.set(key, { m: occasions.length, sign, parts, terms: [], starts: [start] });
    }
  };
  for (const { parts, starts } of source.patterns) {
    for (const start of starts) {
      for (const { from, group, occasions } of parts) {
        eachPiece(occasions.length, (first, to, sign) => {
          add(start + from + first, group, sign, ...occasions.subarray(first, to));
        });
      }
    }
  }
  return { ...source, patterns: [...patterns.values()] };
}

/** Visits the pieces of a series of m rows: the rows from `first` to before `to`. */
export function eachPiece(m: number, visit: (first: number, to: number, sign: 1 | -1) => void): void {
  if (m === 1) visit(0, 1, 1);
  for (let t = 0; t + 1 < m; t++) visit(t, t + 2, 1);
  for (let t = 1; t + 1 < m; t++) visit(t, t + 1, -1);
}
