import { invertDefinite } from './denseSymmetric.ts';
import { PatternProducts } from './patternProducts.ts';
import type { Pattern, PatternedRows } from './patterns.ts';
import { profiled } from './profiled.ts';
import type { Profiled } from './profiled.ts';
import type { CovarianceStructure, EntryFunctions } from './structures/covarianceStructure.ts';
import { whitenedRows } from './whitenedRows.ts';

/**
 * The value of the criterion as a sum over patterns of rows with the same covariance matrix, and generalised least squares
 * with it: what is the same for every way to its derivatives.
 */
export abstract class PatternedCriterion {
  readonly reml: boolean;
  protected readonly source: PatternedRows;
  protected readonly structure: CovarianceStructure;
  protected readonly nSets: number;
  protected readonly products: readonly PatternProducts[];
  /** At the last point: V^-1 by pattern, entries by set. */
  protected readonly W: readonly Float64Array[];
  protected entries: readonly EntryFunctions[] = [];
  private solved: Profiled | null = null;

  constructor(source: PatternedRows, structure: CovarianceStructure, nSets: number, reml: boolean) {
    this.reml = reml;
    this.source = source;
    this.structure = structure;
    this.nSets = nSets;
    this.products = source.patterns.map((pattern) => new PatternProducts(pattern, source));
    this.W = source.patterns.map(({ m }) => new Float64Array(m * m));
  }

  /** Fills in V of a pattern at the point whose `entries` there are. */
  protected abstract covariance(pattern: Pattern, V: Float64Array): void;

  outcomeChanged(): void {
    this.solved = null;
    for (const products of this.products) products.setOutcome(this.source.rows);
  }

  objective(theta: Float64Array): number {
    const { structure } = this;
    const { width } = this.source;
    this.solved = null;
    this.entries = Array.from({ length: this.nSets }, (_, set) =>
      structure.at(theta.subarray(set * structure.count, (set + 1) * structure.count)),
    );
    const A = new Float64Array(width * width);
    let logDet = 0;
    for (let at = 0; at < this.products.length; at++) {
      const { pattern } = this.products[at];
      const W = this.W[at];
      this.covariance(pattern, W);
      logDet += pattern.sign * pattern.starts.length * invertDefinite(W, pattern.m);
      if (!Number.isFinite(logDet)) return Infinity;
      this.products[at].addWhitened(W, A);
    }
    this.solved = profiled(A, width, this.reml);
    if (this.solved === null) return Infinity;
    return logDet + this.solved.quadratic + (this.reml ? this.solved.logDet : 0);
  }

  fixed(): Profiled {
    if (this.solved === null) throw new Error('The criterion was not evaluated, or not at a valid point.');
    return this.solved;
  }

  whitenedRows(): Float64Array {
    return whitenedRows(this.source, this.W);
  }
}

/** Fills the blocks of the subjects of a pattern. */
export function fillParts(
  parts: Pattern['parts'],
  m: number,
  V: Float64Array,
  value: (group: number, a: number, b: number) => number,
): void {
  for (const { from, group, occasions } of parts) {
    occasions.forEach((b, atB) => {
      for (let atA = 0; atA <= atB; atA++) {
        const entry = value(group, occasions[atA], b);
        V[(from + atB) * m + from + atA] = entry;
        V[(from + atA) * m + from + atB] = entry;
      }
    });
  }
}
