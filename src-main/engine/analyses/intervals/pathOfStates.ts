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

  /**
   * Where the minimum at t may be: on the polynomial through the three nearest minima (with one, on its tangent), or
   * where the path bends away from that, at the nearest one.
   */
  candidates(t: number): CovarianceState[] {
    const nearest = [...this.visited].sort((a, b) => Math.abs(a.t - t) - Math.abs(b.t - t)).slice(0, 3);
    const [{ t: from, state }] = nearest;
    if (nearest.length === 1) {
      const { tangent } = this;
      return tangent ? [moved(state, tangent.coordinates, tangent.steps, t - from), state] : [state];
    }
    const weights = nearest.map(({ t: own }, i) =>
      nearest.reduce(
        (weight, { t: other }, j) => (i === j ? weight : (weight * (t - other)) / (own - other)),
        1,
      ),
    );
    const extrapolated = combined(
      nearest.map((one) => one.state),
      weights,
    );
    return [extrapolated, state];
  }
}
