import { timesTranspose } from '../../lmm/smallMatrices.ts';
import type { MarginalDerivatives } from '../marginalCriterion.ts';
import type { PatternedRows } from '../patterns.ts';
import type { Profiled } from '../profiled.ts';
import type { LevelProducts, RandomCriterion } from '../randomCriterion.ts';
import { randomParameters } from '../randomParameters.ts';
import type { CovarianceStructure } from '../structures/covarianceStructure.ts';
import { woodburyAdjustment } from './adjustment.ts';
import type { ClusterDesigns } from './clusterDesign.ts';
import { addTransposedTimes } from './clusterRows.ts';
import { woodburyDerivatives } from './derivatives.ts';
import { evaluate } from './evaluate.ts';
import type { WoodburyModel, WoodburyPoint } from './evaluate.ts';
import { product } from './largeMatrices.ts';
import { woodburyWork } from './work.ts';

/**
 * The criterion for random effects beside a residual structure by the inverse of R, which is block diagonal by subjects, and
 * cross-products of Z: work in proportion to the rows and to the cube of the columns of Z in a cluster, not of its rows.
 */
export class WoodburyCriterion implements RandomCriterion {
  readonly count: number;
  readonly reml: boolean;
  private readonly model: WoodburyModel;
  private readonly otherwise: (() => RandomCriterion) | null;
  private whole: RandomCriterion | null = null;
  private point: WoodburyPoint | null = null;
  /** In the place of this one where R is not positive definite. */
  private other: RandomCriterion | null = null;

  /**
   * @param widths columns of each random term
   * @param otherwise the same criterion by V as a whole, for points where R itself is not positive definite; null = there is no
   *   likelihood at such points
   */
  constructor(
    source: PatternedRows,
    designs: ClusterDesigns,
    structure: CovarianceStructure,
    nSets: number,
    widths: readonly number[],
    reml: boolean,
    otherwise: (() => RandomCriterion) | null = null,
  ) {
    const random = randomParameters(widths);
    this.model = { source, structure, nSets, designs, widths, random, reml };
    this.otherwise = otherwise;
    this.reml = reml;
    this.count = structure.count * nSets + random.length;
  }

  /** Multiplications of one evaluation with its derivatives. */
  get work(): number {
    const { source, structure, nSets, designs, random } = this.model;
    return woodburyWork(designs, source.width, structure.count * nSets, random.length);
  }

  /** Whether R itself is positive definite at the last point. */
  get hasDefiniteResiduals(): boolean {
    return this.point !== null;
  }

  outcomeChanged(): void {
    this.point = this.other = null;
    this.whole?.outcomeChanged();
  }

  objective(theta: Float64Array): number {
    this.point = evaluate(this.model, theta);
    this.other = null;
    if (this.point !== null || this.otherwise === null) return this.point?.objective ?? Infinity;
    this.whole ??= this.otherwise();
    this.other = this.whole;
    return this.other.objective(theta);
  }

  fixed(): Profiled {
    return this.other?.fixed() ?? this.at().solved;
  }

  whitenedRows(): Float64Array {
    return this.other?.whitenedRows() ?? this.at().KE;
  }

  derivatives(): MarginalDerivatives {
    return this.other?.derivatives() ?? woodburyDerivatives(this.model, this.at());
  }

  adjustment(C: Float64Array): { Q: Float64Array; R: Float64Array } {
    return this.other?.adjustment(C) ?? woodburyAdjustment(this.model, this.at(), C);
  }

  randomCovariances(): Float64Array[] {
    return (
      this.other?.randomCovariances() ?? this.at().T.map((T) => timesTranspose(T, T, Math.sqrt(T.length)))
    );
  }

  eachLevel(visit: (level: LevelProducts) => void): void {
    if (this.other !== null) {
      this.other.eachLevel(visit);
      return;
    }
    const { source, designs } = this.model;
    const { KE, G, M, solved } = this.at();
    const { u } = solved;
    const { width } = source;
    designs.clusters.forEach((cluster, at) => {
      const { pattern, q, terms } = cluster;
      // S = G - G M G
      const S = product(product(G[at], M[at], q), G[at], q);
      for (let i = 0; i < q * q; i++) S[i] = G[at][i] - S[i];
      for (const start of pattern.starts) {
        const P = new Float64Array(q * width);
        addTransposedTimes(cluster, KE, start, 0, pattern.m, width, P);
        terms.forEach(({ from, nLevels, k }, term) => {
          const { codes } = pattern.terms[term];
          const rowOf = new Int32Array(nLevels);
          for (let a = pattern.m - 1; a >= 0; a--) rowOf[codes[a]] = start + a;
          for (let level = 0; level < nLevels; level++) {
            const first = from + level * k;
            const residual = new Float64Array(k);
            const information = new Float64Array(k * k);
            for (let j = 0; j < k; j++) {
              for (let c = 0; c < width; c++) residual[j] += P[(first + j) * width + c] * u[c];
              for (let i = 0; i < k; i++) information[j * k + i] = S[(first + j) * q + first + i];
            }
            visit({ term, row: rowOf[level], residual, information });
          }
        });
      }
    });
  }

  private at(): WoodburyPoint {
    if (this.point === null) throw new Error('The criterion was not evaluated, or not at a valid point.');
    return this.point;
  }
}
