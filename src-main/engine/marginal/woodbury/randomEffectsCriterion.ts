import { AppError } from '../../../../src-shared/model/appError.ts';
import {
  LARGEST_CLUSTER,
  MOST_DERIVATIVES,
  MOST_RANDOM_EFFECTS,
} from '../../../../src-shared/model/residualKinds.ts';
import type { ResidualStructure } from '../../../../src-shared/model/residualStructures.ts';
import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { ClusterCriterion } from '../clusterCriterion.ts';
import type { PatternedRows } from '../patterns.ts';
import type { RandomCriterion } from '../randomCriterion.ts';
import { randomParameters } from '../randomParameters.ts';
import type { CovarianceStructure } from '../structures/covarianceStructure.ts';
import { clusterDesigns } from './clusterDesign.ts';
import type { ClusterDesigns } from './clusterDesign.ts';
import { WoodburyCriterion } from './woodburyCriterion.ts';
import { clusterWork, woodburyWork } from './work.ts';

/** Structures whose parameters can be such that no residuals have that covariance matrix; with random effects V may be one. */
const mayBeIndefinite: ReadonlySet<ResidualStructure> = new Set<ResidualStructure>([
  'toep',
  'toeph',
  'hf',
  'fa1',
  'un_banded',
]);

/**
 * The criterion of a model with random effects in the way that takes the least work.
 *
 * @param widths columns of each random term
 * @throws AppError `cluster-too-large`, `too-many-random-effects`
 */
export function randomEffectsCriterion(
  source: PatternedRows,
  design: ResidualDesign,
  structure: CovarianceStructure,
  widths: readonly number[],
  reml: boolean,
): RandomCriterion {
  const nSets = design.groups.levels.length;
  const rows = source.patterns.reduce((most, { m }) => Math.max(most, m), 0);
  const whole = (): ClusterCriterion => new ClusterCriterion(source, structure, nSets, widths, reml);
  const designs = clusterDesigns(source, design);
  const nResidual = structure.count * nSets;
  const nRandom = randomParameters(widths).length;
  const reason = obstacle(source, design, structure, designs);
  if (rows <= LARGEST_CLUSTER) {
    const byInverse = woodburyWork(designs, source.width, nResidual, nRandom);
    if (reason !== null || clusterWork(source, nResidual + nRandom) <= byInverse) return whole();
  }
  if (reason !== null) throw reason;
  const otherwise = mayBeIndefinite.has(design.spec.structure) && rows <= LARGEST_CLUSTER ? whole : null;
  return new WoodburyCriterion(source, designs, structure, nSets, widths, reml, otherwise);
}

/** Why R cannot be inverted subject by subject, or the random effects of a cluster are too many. */
function obstacle(
  { patterns }: PatternedRows,
  { spec, subject }: ResidualDesign,
  structure: CovarianceStructure,
  { clusters, cells }: ClusterDesigns,
): AppError | null {
  const ofSubject = cells.reduce((most, { m }) => Math.max(most, m), 0);
  if (ofSubject > LARGEST_CLUSTER) {
    return new AppError(
      'cluster-too-large',
      `${ofSubject} rows belong to one ${subject}: where each has its own covariance with every other, at most ${LARGEST_CLUSTER} ` +
        'can be handled.',
      'Long series can be fitted with ar1, arh1, car1, sp_exp or ante1.',
    );
  }
  const rows = patterns.reduce((most, { m }) => Math.max(most, m), 0);
  const effects = clusters.reduce((most, { q }) => Math.max(most, q), 0);
  if (effects > MOST_RANDOM_EFFECTS) {
    return new AppError(
      'too-many-random-effects',
      `${rows} rows with ${effects} random effects hang together through ${subject} and the groupings: beside a residual structure ` +
        `at most ${MOST_RANDOM_EFFECTS} random effects can be handled together.`,
      'Leave the grouping with the most levels out, or choose independent residuals.',
    );
  }
  const perCell = cells.reduce((sum, { m }) => sum + m * m, 0);
  if (structure.count * Math.max(perCell, effects * effects) <= MOST_DERIVATIVES) return null;
  return new AppError(
    'too-many-random-effects',
    `The structure ${spec.structure} has ${structure.count} parameters beside ${effects} random effects of rows that hang together, which ` +
      'is more than can be handled.',
    'Choose a structure with fewer parameters, such as ar1 or car1, or leave the grouping with the most levels out.',
  );
}
