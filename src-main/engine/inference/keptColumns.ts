import type { FixedDesign } from '../frame/modelFrame.ts';
import type { QrResult } from '../numerics/qr.ts';

/** Which columns of X the fit keeps, and whose they are. */
export interface KeptColumns {
  /** p: columns of X. */
  readonly columns: readonly number[];
  /** Per term: positions among the kept columns. */
  readonly ofTerm: readonly (readonly number[])[];
}

export function keptColumns(design: FixedDesign, qr: Pick<QrResult, 'rank' | 'pivot'>): KeptColumns {
  const columns = Array.from(qr.pivot.subarray(0, qr.rank));
  const ofTerm = design.terms.map((_, t) =>
    columns.flatMap((column, position) => (design.assign[column] === t + 1 ? [position] : [])),
  );
  return { columns, ofTerm };
}

/** The i-th unit vector of length p: the hypothesis row "coefficient i is zero". */
export function coordinateRow(p: number, i: number): Float64Array {
  const row = new Float64Array(p);
  row[i] = 1;
  return row;
}
