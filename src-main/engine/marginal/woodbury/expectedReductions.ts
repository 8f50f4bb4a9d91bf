import type { SymmetricMatrix } from '../curvature/symmetricMatrix.ts';
import type { CellDerivatives } from './cellDerivatives.ts';
import type { WoodburyModel, WoodburyPoint } from './evaluate.ts';
import { seriesProducts } from './seriesProducts.ts';

/**
 * Takes away 2 tr(M Z'K R_i K R_j K Z): what tr(V^-1 R_i V^-1 R_j) has less than tr(K R_i K R_j) + tr(M H_i M H_j).
 */
export function addReductions(
  { designs }: WoodburyModel,
  point: WoodburyPoint,
  slopes: CellDerivatives,
  expected: SymmetricMatrix,
): void {
  designs.clusters.forEach((cluster, at) => {
    const { pattern, perRow, columns, values, q } = cluster;
    const n = pattern.starts.length;
    const M = point.M[at];
    pattern.parts.forEach(({ from, occasions: { length: m } }, part) => {
      // The columns of Z that are not zero for this subject.
      const places = new Map<number, number>();
      for (let i = from * perRow; i < (from + m) * perRow; i++) {
        if (!places.has(columns[i])) places.set(columns[i], places.size);
      }
      const width = places.size;
      const Z = new Float64Array(m * width);
      for (let a = 0; a < m; a++) {
        for (let i = (from + a) * perRow; i < (from + a + 1) * perRow; i++) {
          Z[a * width + places.get(columns[i])!] += values[i];
        }
      }
      const own = [...places.keys()];
      const list = seriesProducts(cluster, part, designs, slopes, point, Z, width);
      list.forEach(({ j, inner }, b) => {
        const weighted = new Float64Array(m * width);
        own.forEach((column, c) => {
          own.forEach((row, d) => {
            const factor = M[column * q + row];
            for (let a = 0; a < m; a++) weighted[a * width + d] += factor * inner[a * width + c];
          });
        });
        for (const { j: i, outer, from: first, to } of list.slice(0, b + 1)) {
          let trace = 0;
          for (let c = first * width; c < to * width; c++) trace += outer[c] * weighted[c];
          expected.add(i, j, -2 * n * trace);
        }
      });
    });
  });
}
