import type { MarginalFit } from './fitMarginal.ts';
import type { EntryFunctions } from './structures/covarianceStructure.ts';

/** Pairs of rows looked at within one subject: those up to this many rows apart. */
const FARTHEST_ROWS = 60;
/** Lags shown; more distances than these are taken together. */
const MOST_LAGS = 60;

export interface LagCorrelation {
  /** Set of parameters. */
  readonly set: number;
  /** Mean distance of the pairs taken together. */
  readonly lag: number;
  readonly fitted: number;
  readonly empirical: number;
  readonly pairs: number;
}

/** Correlation of the model and of the residuals by the distance of two occasions, per set of parameters, ascending. */
export function correlationByLag(
  { design, source }: MarginalFit,
  entries: readonly EntryFunctions[],
  residuals: Float64Array,
): LagCorrelation[] {
  const { times } = design;
  const eachPair = (visit: (group: number, a: number, b: number, ea: number, eb: number) => void): void => {
    for (const { parts, starts } of source.patterns) {
      for (const start of starts) {
        for (const { from, group, occasions } of parts) {
          for (let atB = 1; atB < occasions.length; atB++) {
            const eb = residuals[source.order[start + from + atB]];
            for (let atA = Math.max(0, atB - FARTHEST_ROWS); atA < atB; atA++) {
              visit(group, occasions[atA], occasions[atB], residuals[source.order[start + from + atA]], eb);
            }
          }
        }
      }
    }
  };
  const distances = new Set<number>();
  let farthest = 0;
  eachPair((_group, a, b) => {
    const distance = times[b] - times[a];
    farthest = Math.max(farthest, distance);
    if (distances.size <= MOST_LAGS) distances.add(distance);
  });
  const few = distances.size <= MOST_LAGS ? [...distances].sort((one, other) => one - other) : null;
  const positions = few && new Map(few.map((distance, at) => [distance, at]));
  const count = few === null ? MOST_LAGS : few.length;
  const binOf = (distance: number): number =>
    positions === null
      ? Math.min(count - 1, Math.floor((distance / farthest) * count))
      : positions.get(distance)!;

  return entries.flatMap((entry, set) => {
    const sums = Array.from({ length: count }, () => ({
      fitted: 0,
      distance: 0,
      product: 0,
      squaresA: 0,
      squaresB: 0,
      pairs: 0,
    }));
    eachPair((group, a, b, ea, eb) => {
      if (group !== set) return;
      const distance = times[b] - times[a];
      const own = sums[binOf(distance)];
      own.fitted += entry.value(a, b) / Math.sqrt(entry.value(a, a) * entry.value(b, b));
      own.distance += distance;
      own.product += ea * eb;
      own.squaresA += ea * ea;
      own.squaresB += eb * eb;
      own.pairs++;
    });
    return sums.flatMap(({ fitted, distance, product, squaresA, squaresB, pairs }) =>
      pairs === 0
        ? []
        : [
            {
              set,
              lag: distance / pairs,
              fitted: fitted / pairs,
              empirical: product / Math.sqrt(squaresA * squaresB),
              pairs,
            },
          ],
    );
  });
}
