import type { CrossProducts } from './crossProducts.ts';
import type { FactorPattern } from './factorPattern.ts';

/** Pairs of A with both nodes in the root. */
export interface RootPairs {
  /** Positions of the two nodes, high after low. */
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** Where the pair's block starts in `A.values`. */
  readonly value: Int32Array;
  /** 1 where that block is stored low x high instead of high x low. */
  readonly turned: Uint8Array;
}

/** Copies A's value blocks to the layout of the factor's panels; what lies in the root stays a list. */
export function placeValues(
  A: CrossProducts,
  pattern: FactorPattern,
): { panels: Float64Array; rootPairs: RootPairs } {
  const { rows, rowStart, panelStart, scalarStart, nSparse, order } = pattern;
  const panels = new Float64Array(panelStart[nSparse]);
  const position = new Int32Array(order.length);
  order.forEach((node, at) => (position[node] = at));
  const high: number[] = [];
  const low: number[] = [];
  const value: number[] = [];
  const turned: number[] = [];
  for (let node = 0; node < order.length; node++) {
    for (let t = A.adjacentStart[node]; t < A.adjacentStart[node + 1]; t++) {
      const here = position[node];
      const there = position[A.adjacent[t]];
      const flip = there < here;
      const column = flip ? there : here;
      const row = flip ? here : there;
      const V = A.valueStart[t];
      if (column >= nSparse) {
        high.push(row);
        low.push(column);
        value.push(V);
        turned.push(flip ? 1 : 0);
        continue;
      }
      const height = rowStart[column + 1] - rowStart[column];
      const a0 = searchRow(rows, rowStart[column], rowStart[column + 1], scalarStart[row]) - rowStart[column];
      const kRow = scalarStart[row + 1] - scalarStart[row];
      const kColumn = scalarStart[column + 1] - scalarStart[column];
      for (let c = 0; c < kColumn; c++) {
        for (let a = 0; a < kRow; a++) {
          const from = flip ? V + a * kColumn + c : V + c * kRow + a;
          panels[panelStart[column] + c * height + a0 + a] = A.values[from];
        }
      }
    }
  }
  const rootPairs = {
    high: Int32Array.from(high),
    low: Int32Array.from(low),
    value: Int32Array.from(value),
    turned: Uint8Array.from(turned),
  };
  return { panels, rootPairs };
}

function searchRow(rows: Int32Array, from: number, to: number, scalar: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < scalar) low = middle + 1;
    else high = middle;
  }
  return low;
}
