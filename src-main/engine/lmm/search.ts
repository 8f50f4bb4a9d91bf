import { settleBoundary } from './boundary.ts';
import type { Settled } from './boundary.ts';
import type { ProfiledCriterion } from './criterion.ts';
import { newton } from './newton.ts';
import type { NewtonStep, Optimum } from './newton.ts';

/** Where the iterations ended, and the canonical form of that point. */
export interface SearchResult {
  readonly optimum: Optimum;
  readonly settled: Settled;
  /** Of all starts together. */
  readonly iterations: number;
}

/** How often a stationary point on the boundary that is no optimum is left again. */
const MAX_RESTARTS = 3;

/**
 * Finds the optimum of the criterion from `start`: Newton iterations, and again from off the boundary where they
 * ended on it without fulfilling the Karush-Kuhn-Tucker condition. Yields after each iteration; the criterion's
 * factor is left at the settled theta.
 */
export function* search(
  criterion: ProfiledCriterion,
  start: Float64Array,
): Generator<NewtonStep, SearchResult> {
  let optimum = yield* newton(criterion, start);
  let iterations = optimum.iterations;
  let settled = settleBoundary(criterion, optimum);
  for (let restarts = 0; settled.restart !== null && restarts < MAX_RESTARTS; restarts++) {
    const again = yield* newton(criterion, settled.restart);
    iterations += again.iterations;
    if (again.objective >= settled.objective) {
      criterion.objective(settled.theta);
      break;
    }
    optimum = again;
    settled = settleBoundary(criterion, optimum);
  }
  return { optimum, settled, iterations };
}
