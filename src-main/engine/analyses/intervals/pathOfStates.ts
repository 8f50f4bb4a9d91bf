import { combined, moved } from './covarianceState.ts';
import type { CovarianceState } from './covarianceState.ts';
import type { Tangent } from './tangent.ts';

/** The minima found along a profile, from which the next one is predicted. */
export class PathOfStates {
  private readonly tangent: Tangent | null;
  private readonly visited: { t: number; state: CovarianceState }[];

  /** @param tangent how the minimum moves with t at the estimate; null if unknown */
  constructor(t: number, state: CovarianceState, tangent: Tangent | null) {
    this.visited = [{ t, state }];
    this.tangent = tangent;
  }

  add(t: number, state: CovarianceState): void {
    this.visited.push({ t, state });
  }

  /** The polynomial through the three nearest minima; with one, its tangent. */
  predicted(t: number): CovarianceState {
    const nearest = [...this.visited].sort((a, b) => Math.abs(a.t - t) - Math.abs(b.t - t)).slice(0, 3);
    if (nearest.length === 1) {
      const [{ t: from, state }] = nearest;
      return this.tangent ? moved(state, this.tangent.coordinates, this.tangent.steps, t - from) : state;
    }
    const weights = nearest.map(({ t: own }, i) =>
      nearest.reduce(
        (weight, { t: other }, j) => (i === j ? weight : (weight * (t - other)) / (own - other)),
        1,
      ),
    );
    return combined(
      nearest.map(({ state }) => state),
      weights,
    );
  }
}
