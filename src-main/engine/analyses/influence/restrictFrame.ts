import type { GroupingLevels } from '../../frame/groupingFactor.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { restrictColumn, restrictValues } from '../../frame/restrictColumn.ts';

/**
 * The frame on some of its rows, with the same columns of X and Z and the same levels, occurring or not: for a fit
 * whose coefficients mean the same.
 * @param rows of the frame, ascending
 */
export function restrictFrame(frame: ModelFrame, rows: Int32Array): ModelFrame {
  const { n, fixed } = frame;
  const m = rows.length;
  return {
    ...frame,
    n: m,
    rows: restrictValues(frame.rows, rows),
    y: restrictValues(frame.y, rows),
    weights: frame.weights && restrictValues(frame.weights, rows),
    offset: frame.offset && restrictValues(frame.offset, rows),
    fixed: { ...fixed, n: m, X: restrictMatrix(fixed.X, n, fixed.p, rows) },
    random: frame.random.map((design) => ({
      ...design,
      codes: restrictValues(design.codes, rows),
      Z: restrictMatrix(design.Z, n, design.k, rows),
    })),
    residual: frame.residual && restrictResidual(frame.residual, rows),
    columns: frame.columns.map((column) => restrictColumn(column, rows)),
  };
}

/** All levels stay, occurring or not, so that parameters mean the same. */
function restrictResidual(design: ResidualDesign, rows: Int32Array): ResidualDesign {
  const restricted = ({ levels, codes }: GroupingLevels): GroupingLevels => ({
    levels,
    codes: restrictValues(codes, rows),
  });
  const { subjects, occasions, groups } = design;
  return {
    ...design,
    subjects: restricted(subjects),
    occasions: restricted(occasions),
    groups: restricted(groups),
  };
}

/** Some rows of an n x p matrix, column-major. */
export function restrictMatrix(X: Float64Array, n: number, p: number, rows: Int32Array): Float64Array {
  const m = rows.length;
  const restricted = new Float64Array(m * p);
  for (let j = 0; j < p; j++) for (let i = 0; i < m; i++) restricted[j * m + i] = X[j * n + rows[i]];
  return restricted;
}
