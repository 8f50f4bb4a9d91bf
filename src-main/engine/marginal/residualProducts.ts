import type { MarginalFit } from './fitMarginal.ts';

/** Sums of products of two occasions' residuals, of the squares of each among the same subjects, and how many. */
export class ResidualProducts {
  readonly T: number;
  private readonly sums: Float64Array;

  constructor(T: number) {
    this.T = T;
    this.sums = new Float64Array(4 * T * T);
  }

  /** a <= b */
  add(a: number, b: number, ea: number, eb: number): void {
    const at = 4 * (b * this.T + a);
    this.sums[at] += ea * eb;
    this.sums[at + 1] += ea * ea;
    this.sums[at + 2] += eb * eb;
    this.sums[at + 3]++;
  }

  of(a: number, b: number): { product: number; squaresA: number; squaresB: number; pairs: number } {
    const at = 4 * (Math.max(a, b) * this.T + Math.min(a, b));
    const { sums } = this;
    return { product: sums[at], squaresA: sums[at + 1], squaresB: sums[at + 2], pairs: sums[at + 3] };
  }
}

/**
 * Per set of parameters.
 *
 * @param residuals n, of the frame's rows
 */
export function residualProducts(
  { design, source }: MarginalFit,
  residuals: Float64Array,
): ResidualProducts[] {
  const products = design.groups.levels.map(() => new ResidualProducts(design.occasions.levels.length));
  for (const { parts, starts } of source.patterns) {
    for (const start of starts) {
      for (const { from, group, occasions } of parts) {
        for (let atB = 0; atB < occasions.length; atB++) {
          const eb = residuals[source.order[start + from + atB]];
          for (let atA = 0; atA <= atB; atA++) {
            const ea = residuals[source.order[start + from + atA]];
            products[group].add(occasions[atA], occasions[atB], ea, eb);
          }
        }
      }
    }
  }
  return products;
}
