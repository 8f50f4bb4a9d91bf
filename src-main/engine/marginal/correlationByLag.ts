import type { MarginalFit } from './fitMarginal.ts';
import type { ResidualProducts } from './residualProducts.ts';
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

/** Takes pairs of residuals at the occasions a and b, or their sums over subjects. */
type Visit = (
  set: number,
  a: number,
  b: number,
  pairs: number,
  product: number,
  squaresA: number,
  squaresB: number,
) => void;

/**
 * Correlation of the model and of the residuals by the distance of two occasions, per set of parameters, ascending.
 *
 * @param products sums over the subjects where there are few occasions; null = pair by pair
 */
export function correlationByLag(
  fit: MarginalFit,
  entries: readonly EntryFunctions[],
  residuals: Float64Array,
  products: readonly ResidualProducts[] | null,
): LagCorrelation[] {
  const { times } = fit.design;
  const eachPair = (visit: Visit): void => {
    if (products === null) visitRows(fit, residuals, visit);
    else visitOccasions(products, visit);
  };
  const distances = new Set<number>();
  let farthest = 0;
  eachPair((_set, a, b) => {
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

  const sums = entries.map(() =>
    Array.from({ length: count }, () => ({
      fitted: 0,
      distance: 0,
      product: 0,
      squaresA: 0,
      squaresB: 0,
      pairs: 0,
    })),
  );
  eachPair((set, a, b, pairs, product, squaresA, squaresB) => {
    const entry = entries[set];
    const distance = times[b] - times[a];
    const own = sums[set][binOf(distance)];
    own.fitted += (pairs * entry.value(a, b)) / Math.sqrt(entry.value(a, a) * entry.value(b, b));
    own.distance += pairs * distance;
    own.product += product;
    own.squaresA += squaresA;
    own.squaresB += squaresB;
    own.pairs += pairs;
  });
  return sums.flatMap((bins, set) =>
    bins.flatMap(({ fitted, distance, product, squaresA, squaresB, pairs }) =>
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
    ),
  );
}

function visitOccasions(products: readonly ResidualProducts[], visit: Visit): void {
  products.forEach((own, set) => {
    for (let b = 1; b < own.T; b++) {
      for (let a = 0; a < b; a++) {
        const { pairs, product, squaresA, squaresB } = own.of(a, b);
        if (pairs > 0) visit(set, a, b, pairs, product, squaresA, squaresB);
      }
    }
  });
}

function visitRows({ source }: MarginalFit, residuals: Float64Array, visit: Visit): void {
  for (const { parts, starts } of source.patterns) {
    for (const start of starts) {
      for (const { from, group, occasions } of parts) {
        for (let atB = 1; atB < occasions.length; atB++) {
          const eb = residuals[source.order[start + from + atB]];
          for (let atA = Math.max(0, atB - FARTHEST_ROWS); atA < atB; atA++) {
            const ea = residuals[source.order[start + from + atA]];
            visit(group, occasions[atA], occasions[atB], 1, ea * eb, ea * ea, eb * eb);
          }
        }
      }
    }
  }
}
