/** The minima found along a profile, from which the next one is predicted. */
export class PathOfPoints {
  private readonly visited: { readonly t: number; readonly theta: Float64Array }[];

  constructor(t: number, theta: Float64Array) {
    this.visited = [{ t, theta }];
  }

  add(t: number, theta: Float64Array): void {
    this.visited.push({ t, theta });
  }

  /** Where the search of the minimum at t may begin: on the line through the two nearest minima, else at the nearest. */
  candidates(t: number): Float64Array[] {
    const [near, next] = [...this.visited].sort((a, b) => Math.abs(a.t - t) - Math.abs(b.t - t));
    if (next === undefined || next.t === near.t) return [near.theta];
    const share = (t - near.t) / (near.t - next.t);
    return [near.theta.map((value, j) => value + share * (value - next.theta[j])), near.theta];
  }
}
