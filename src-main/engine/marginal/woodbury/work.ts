import type { PatternedRows } from '../patterns.ts';
import type { ClusterDesigns } from './clusterDesign.ts';

/** Multiplications that one evaluation of the criterion and its derivatives takes in the clusters' covariance matrices. */
export function clusterWork({ patterns, width }: PatternedRows, count: number): number {
  let work = count ** 3;
  for (const { m, starts } of patterns) {
    const blocks = Math.min(starts.length, m * width);
    work += count * m ** 3 + (count * m * m * (count + blocks * width)) / 2;
  }
  return work;
}

/** What a cluster takes whatever its size. */
const EACH_CLUSTER = 2000;

/**
 * The same by the inverse of R.
 *
 * @param nResidual parameters of R
 * @param nRandom parameters of D
 */
export function woodburyWork(
  { clusters, cells }: ClusterDesigns,
  width: number,
  nResidual: number,
  nRandom: number,
): number {
  let work = (nResidual + nRandom) ** 3;
  for (const { m } of cells) work += nResidual * m ** 3 + (nResidual ** 2 * m * m) / 2;
  for (const { pattern, q, perRow, pieceCell } of clusters) {
    let entries = 0;
    for (const cell of pieceCell) entries += cells[cell].m ** 2;
    work += (2 + 2 * nResidual) * q ** 3 + (nResidual ** 2 * q * q) / 2;
    work += entries * perRow ** 2 * (2 + nResidual);
    const rows = pattern.m * width * (perRow * (3 + nResidual) + width * (1 + nResidual));
    const effects = q * q * width * (2 * nResidual + nRandom) + (nResidual ** 2 * q * width) / 2;
    work += pattern.starts.length * (EACH_CLUSTER + entries * width * (2 + nResidual) + rows + effects);
  }
  return work;
}
