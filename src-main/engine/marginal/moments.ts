import type { ResidualDesign } from '../frame/residualDesign.ts';
import type { PatternedRows } from './patterns.ts';
import type { Moments } from './structures/covarianceStructure.ts';

/** Up to this many occasions all pairs of them are looked at. */
const MOST_OCCASIONS = 100;

/**
 * Mean products of the outcome's OLS residuals within subjects; the outcome of the ordered rows is that residual.
 *
 * @param set whose subjects; null = all
 */
export function residualMoments(
  source: PatternedRows,
  { occasions, times }: ResidualDesign,
  set: number | null,
): Moments {
  const T = occasions.levels.length;
  const { rows, width, patterns } = source;
  const all = T <= MOST_OCCASIONS;
  const squares = new Float64Array(T);
  const counts = new Int32Array(T);
  const products = new Float64Array(all ? T * T : 0);
  const norms = new Float64Array(all ? T * T : 0);
  // Of each occasion and the next.
  const next = { product: new Float64Array(T), before: new Float64Array(T), after: new Float64Array(T) };
  const neighbours = { product: 0, before: 0, after: 0, distance: 0, count: 0 };
  for (const { parts, starts } of patterns) {
    for (const start of starts) {
      for (const { from, group, occasions: seen } of parts) {
        if (set !== null && group !== set) continue;
        const residual = (at: number): number => rows[(start + from + at + 1) * width - 1];
        seen.forEach((b, atB) => {
          const eb = residual(atB);
          squares[b] += eb * eb;
          counts[b]++;
          if (atB > 0) {
            const ea = residual(atB - 1);
            neighbours.product += ea * eb;
            neighbours.before += ea * ea;
            neighbours.after += eb * eb;
            neighbours.distance += times[b] - times[seen[atB - 1]];
            neighbours.count++;
            if (seen[atB - 1] === b - 1) {
              next.product[b - 1] += ea * eb;
              next.before[b - 1] += ea * ea;
              next.after[b - 1] += eb * eb;
            }
          }
          for (let atA = 0; all && atA < atB; atA++) {
            const ea = residual(atA);
            const a = seen[atA];
            products[b * T + a] += ea * eb;
            norms[b * T + a] += ea * ea;
            norms[a * T + b] += eb * eb;
          }
        });
      }
    }
  }
  const mean = squares.reduce((sum, value) => sum + value, 0) / counts.reduce((sum, value) => sum + value, 0);
  const adjacent = {
    correlation: neighbours.product / Math.sqrt(neighbours.before * neighbours.after),
    distance: neighbours.distance / neighbours.count,
  };
  return {
    variance: squares.map((value, t) =>
      value > SMALLEST_SHARE * mean * counts[t] ? value / counts[t] : mean,
    ),
    correlation: (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      if (!all) {
        const own = next.product[low] / Math.sqrt(next.before[low] * next.after[low]);
        return high - low === 1 ? own : Number.NaN;
      }
      return products[high * T + low] / Math.sqrt(norms[high * T + low] * norms[low * T + high]);
    },
    adjacent,
  };
}

/** A mean square below this share of the others' says nothing to begin with. */
const SMALLEST_SHARE = 1e-6;
