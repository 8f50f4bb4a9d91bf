import type { ResidualDesign } from '../frame/residualDesign.ts';
import { ClusterCriterion } from './clusterCriterion.ts';
import { EnvelopeMatrix } from './curvature/envelopeMatrix.ts';
import { parameterPlaces } from './curvature/parameterPlaces.ts';
import type { MarginalCriterion, MarginalDerivatives } from './marginalCriterion.ts';
import { markovPieces } from './markovPieces.ts';
import type { PatternedRows } from './patterns.ts';
import type { Profiled } from './profiled.ts';
import type { CovarianceStructure } from './structures/covarianceStructure.ts';
import { clusterDesigns } from './woodbury/clusterDesign.ts';
import { WoodburyCriterion } from './woodbury/woodburyCriterion.ts';

/** Parameters up to which all second derivatives are kept. */
const MOST_DENSE = 200;

/** The criterion of a Markov process by its pieces: work in proportion to the rows, however long the series. */
export class MarkovCriterion implements MarginalCriterion {
  readonly count: number;
  readonly reml: boolean;
  private readonly pieces: ClusterCriterion;
  private readonly whole: () => WoodburyCriterion;
  private theta: Float64Array = new Float64Array(0);

  constructor(
    source: PatternedRows,
    design: ResidualDesign,
    structure: CovarianceStructure,
    nSets: number,
    reml: boolean,
  ) {
    const pieces = markovPieces(source, design);
    const few = structure.count * nSets <= MOST_DENSE;
    const places = few ? null : parameterPlaces(pieces, structure, nSets);
    const emptyMatrix = places === null ? undefined : () => new EnvelopeMatrix(places);
    this.pieces = new ClusterCriterion(pieces, structure, nSets, [], reml, emptyMatrix);
    this.count = this.pieces.count;
    this.reml = reml;
    this.whole = () =>
      new WoodburyCriterion(source, clusterDesigns(source, design), structure, nSets, [], reml);
  }

  outcomeChanged(): void {
    this.pieces.outcomeChanged();
  }

  objective(theta: Float64Array): number {
    this.theta = theta;
    return this.pieces.objective(theta);
  }

  fixed(): Profiled {
    return this.pieces.fixed();
  }

  whitenedRows(): Float64Array {
    return this.pieces.whitenedRows();
  }

  derivatives(): MarginalDerivatives {
    return this.pieces.derivatives();
  }

  /** No sum over pieces: by each subject's recursions. */
  adjustment(C: Float64Array): { Q: Float64Array; R: Float64Array } {
    const whole = this.whole();
    whole.objective(this.theta);
    return whole.adjustment(C);
  }
}
