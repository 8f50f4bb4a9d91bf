import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { CrossProducts } from '../../lmm/crossProducts.ts';
import type { LevelCounts } from './levelCounts.ts';

/** So many things are named one by one. */
const MOST_NAMED = 3;
/** Mean square left of a scaled column of Z, given the columns before it, below which nothing can be said of it. */
const NO_SPREAD = 1e-7;

/**
 * Why the random part cannot be estimated without some rows, as a clause; null if it can.
 * @param counts of the levels of each block of A
 */
export function groupingReason(
  frame: ModelFrame,
  { blocks }: CrossProducts,
  counts: readonly LevelCounts[],
  rows: Int32Array,
): string | null {
  const left = frame.n - rows.length;
  for (let b = 0; b < blocks.length; b++) {
    const levels = counts[b].occupied - counts[b].emptiedBy(rows).length;
    const { group } = blocks[b];
    if (levels < 2)
      return `only one level of ${group} is left, and no variance between levels can be estimated`;
    for (const { k } of blocks[b].parts) {
      if (k * levels >= left) {
        return `${k * levels} random effects of ${group} are left for ${left} rows, and cannot be told from the residuals`;
      }
    }
  }
  return null;
}

/**
 * Why the fixed part cannot be estimated without some rows, as a clause; null if it can.
 * @param kept columns of X kept with all rows
 * @param keptWithout columns of X kept without them
 */
export function rankReason(
  frame: ModelFrame,
  kept: Int32Array,
  keptWithout: Int32Array,
  rows: Int32Array,
): string | null {
  const lost = kept.filter((column) => !keptWithout.includes(column));
  if (lost.length === 0) return null;
  const vanished = vanishedLevels(frame, rows);
  if (vanished.length > 0) return `no row is left with ${listed(vanished, 'or')}`;
  const labels = Array.from(lost, (column) => frame.fixed.labels[column]);
  return `the rows left do not tell ${listed(labels, 'and')} apart from the other coefficients`;
}

/** `Variety = Victory` for each level of a fixed factor that only occurs in `rows`. */
function vanishedLevels({ fixed, columns, n }: ModelFrame, rows: Int32Array): string[] {
  const factors = new Set(fixed.terms.flatMap((term) => term.factors));
  const gone = new Uint8Array(n);
  for (const row of rows) gone[row] = 1;
  return columns.flatMap((column) => {
    if (column.kind !== 'categorical' || !factors.has(column.name)) return [];
    const occurs = new Uint8Array(column.levels.length);
    for (let i = 0; i < n; i++) if (gone[i] === 0) occurs[column.codes[i]] = 1;
    return column.levels
      .filter((_, level) => occurs[level] === 0)
      .map((level) => `${column.name} = ${level}`);
  });
}

/**
 * Which random effect the rows left do not show, as a clause; null if all. An effect that the whole data do not show
 * either is a finding about the model, not about the rows left out.
 */
export function slopeReason(frame: ModelFrame, all: CrossProducts, without: CrossProducts): string | null {
  for (let b = 0; b < all.blocks.length; b++) {
    const before = spreads(all, b);
    const after = spreads(without, b);
    const at = after.findIndex((spread, j) => spread < NO_SPREAD && before[j] >= NO_SPREAD);
    if (at < 0) continue;
    const { group, parts } = all.blocks[b];
    const part = parts.find(({ offset, k }) => at >= offset && at < offset + k)!;
    const name = frame.random[part.design].names[at - part.offset];
    const effect = name === '(Intercept)' ? 'the level' : `the effect of ${name}`;
    return `the rows left do not tell how ${effect} varies over the levels of ${group}`;
  }
  return null;
}

/** Pivots of Z'Z / n pooled over the levels of a block, each term on its own. */
function spreads({ blocks, diagonal, diagonalStart, n }: CrossProducts, b: number): Float64Array {
  const { k, nLevels, parts } = blocks[b];
  const S = new Float64Array(k * k);
  for (let level = 0; level < nLevels; level++) {
    const at = diagonalStart[b] + level * k * k;
    for (let i = 0; i < k * k; i++) S[i] += diagonal[at + i] / n;
  }
  const pivots = new Float64Array(k);
  for (const { offset, k: width } of parts) {
    for (let j = offset; j < offset + width; j++) {
      pivots[j] = S[j * k + j];
      if (!(pivots[j] > 0)) continue;
      for (let c = j + 1; c < offset + width; c++) {
        const share = S[j * k + c] / pivots[j];
        for (let i = c; i < offset + width; i++) S[c * k + i] -= share * S[j * k + i];
      }
    }
  }
  return pivots;
}

function listed(names: readonly string[], last: 'and' | 'or'): string {
  const named = names.slice(0, MOST_NAMED);
  if (names.length > MOST_NAMED) return `${named.join(', ')} ${last} ${names.length - MOST_NAMED} more`;
  return named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} ${last} ${named.at(-1)}`;
}
