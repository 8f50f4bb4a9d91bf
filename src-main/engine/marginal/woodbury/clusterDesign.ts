import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { eachPiece, isMarkov, isStationary } from '../markovPieces.ts';
import type { Pattern, PatternedRows } from '../patterns.ts';

/** Rows whose residual covariance is inverted as a whole: a subject's, or a piece of a Markov process. */
export interface ResidualCell {
  readonly m: number;
  /** -1 for rows whose likelihood is divided by: see `markovPieces.ts`. */
  readonly sign: 1 | -1;
  /** Set of parameters it belongs to. */
  readonly group: number;
  readonly occasions: Int32Array;
}

/** Where the columns of a random term lie in a cluster: k per level, levels one after the other. */
export interface TermColumns {
  readonly from: number;
  readonly nLevels: number;
  readonly k: number;
}

/** A pattern of clusters of rows: rows of Z with few nonzeros, and the residual cells they consist of. */
export interface ClusterDesign {
  readonly pattern: Pattern;
  /** Columns of Z. */
  readonly q: number;
  readonly terms: readonly TermColumns[];
  /** Nonzeros of each row of Z: m x perRow, columns and values. */
  readonly perRow: number;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  /** First row and cell of each piece. */
  readonly pieceFrom: Int32Array;
  readonly pieceCell: Int32Array;
  /** First piece of each part of the pattern, and the number of pieces. */
  readonly partPieces: Int32Array;
}

/** The clusters of a model, and the different residual cells in them. */
export interface ClusterDesigns {
  readonly clusters: readonly ClusterDesign[];
  readonly cells: readonly ResidualCell[];
  /** Where the m x m matrix of each cell begins in an array of all of them, and the length of that array. */
  readonly cellFrom: Int32Array;
  /** Whether cells are pieces of a Markov process. */
  readonly inPieces: boolean;
}

export function clusterDesigns({ patterns }: PatternedRows, design: ResidualDesign): ClusterDesigns {
  const inPieces = isMarkov(design);
  const byDistance = isStationary(design);
  const cells: ResidualCell[] = [];
  const numbers = new Map<string, number>();
  const cellOf = (group: number, sign: 1 | -1, occasions: Int32Array): number => {
    const last = occasions[occasions.length - 1];
    const place = byDistance ? design.times[last] - design.times[occasions[0]] : occasions.join(',');
    const key = `${sign} ${group} ${occasions.length} ${place}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, cells.length);
    cells.push({ m: occasions.length, sign, group, occasions });
    return cells.length - 1;
  };
  const clusters = patterns.map((pattern): ClusterDesign => {
    const pieceFrom: number[] = [];
    const pieceCell: number[] = [];
    const partPieces = [0];
    for (const { from, group, occasions } of pattern.parts) {
      const add = (first: number, to: number, sign: 1 | -1): void => {
        pieceFrom.push(from + first);
        pieceCell.push(cellOf(group, sign, occasions.subarray(first, to)));
      };
      if (inPieces) eachPiece(occasions.length, add);
      else add(0, occasions.length, 1);
      partPieces.push(pieceFrom.length);
    }
    return {
      pattern,
      ...rowsOfZ(pattern),
      pieceFrom: Int32Array.from(pieceFrom),
      pieceCell: Int32Array.from(pieceCell),
      partPieces: Int32Array.from(partPieces),
    };
  });
  const cellFrom = new Int32Array(cells.length + 1);
  cells.forEach(({ m }, cell) => (cellFrom[cell + 1] = cellFrom[cell] + m * m));
  return { clusters, cells, cellFrom, inPieces };
}

function rowsOfZ({
  m,
  terms: own,
}: Pattern): Pick<ClusterDesign, 'q' | 'terms' | 'perRow' | 'columns' | 'values'> {
  let q = 0;
  const terms = own.map(({ nLevels, k }): TermColumns => {
    const from = q;
    q += nLevels * k;
    return { from, nLevels, k };
  });
  const perRow = own.reduce((sum, { k }) => sum + k, 0);
  const columns = new Int32Array(m * perRow);
  const values = new Float64Array(m * perRow);
  let offset = 0;
  own.forEach(({ codes, Z, k }, t) => {
    for (let a = 0; a < m; a++) {
      for (let i = 0; i < k; i++) {
        columns[a * perRow + offset + i] = terms[t].from + codes[a] * k + i;
        values[a * perRow + offset + i] = Z[a * k + i];
      }
    }
    offset += k;
  });
  return { q, terms, perRow, columns, values };
}
