import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { timesTranspose } from '../../lmm/smallMatrices.ts';
import type { MarginalDerivatives } from '../marginalCriterion.ts';
import type { PatternedRows } from '../patterns.ts';
import type { Profiled } from '../profiled.ts';
import type { LevelProducts, RandomCriterion } from '../randomCriterion.ts';
import { randomParameters } from '../randomParameters.ts';
import type { CovarianceStructure } from '../structures/covarianceStructure.ts';
import { woodburyAdjustment } from './adjustment.ts';
import { clusterDesigns } from './clusterDesign.ts';
import { addTransposedTimes } from './clusterRows.ts';
import { woodburyDerivatives } from './derivatives.ts';
import { evaluate } from './evaluate.ts';
import type { WoodburyModel, WoodburyPoint } from './evaluate.ts';
import { product } from './largeMatrices.ts';

/**
 * The criterion for random effects beside a residual structure by the inverse of R, which is block diagonal by subjects, and
 * cross-products of Z: work in proportion to the rows and to the cube of the columns of Z in a cluster, not of its rows.
 */
export class WoodburyCriterion implements RandomCriterion {
  readonly count: number;
  readonly reml: boolean;
  private readonly model: WoodburyModel;
  private point: WoodburyPoint | null = null;

  /** @param widths columns of each random term */
  constructor(
    source: PatternedRows,
    design: ResidualDesign,
    structure: CovarianceStructure,
    widths: readonly number[],
    reml: boolean,
  ) {
    const nSets = design.groups.levels.length;
    const random = randomParameters(widths);
    const designs = clusterDesigns(source, design);
    this.model = { source, structure, nSets, designs, widths, random, reml };
    this.reml = reml;
    this.count = structure.count * nSets + random.length;
  }

  /** As of `PatternedCriterion`. */
  outcomeChanged(): void {
    this.point = null;
  }

  objective(theta: Float64Array): number {
    this.point = evaluate(this.model, theta);
    return this.point?.objective ?? Infinity;
  }

  fixed(): Profiled {
    return this.at().solved;
  }

  whitenedRows(): Float64Array {
    return this.at().KE;
  }

  derivatives(): MarginalDerivatives {
    return woodburyDerivatives(this.model, this.at());
  }

  adjustment(C: Float64Array): { Q: Float64Array; R: Float64Array } {
    return woodburyAdjustment(this.model, this.at(), C);
  }

  randomCovariances(): Float64Array[] {
    return this.at().T.map((T) => timesTranspose(T, T, Math.sqrt(T.length)));
  }

  eachLevel(visit: (level: LevelProducts) => void): void {
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
