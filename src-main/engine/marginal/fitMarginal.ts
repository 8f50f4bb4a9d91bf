import { AppError } from '../../../src-shared/model/appError.ts';
import { LARGEST_CLUSTER } from '../../../src-shared/model/residualKinds.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import type { ResidualDesign } from '../frame/residualDesign.ts';
import { fixedEffects } from '../lmm/dataUnits.ts';
import { scaleProblem } from '../lmm/problem.ts';
import type { ScaledProblem } from '../lmm/problem.ts';
import { ClusterCriterion } from './clusterCriterion.ts';
import type { MarginalCriterion } from './marginalCriterion.ts';
import { MarkovCriterion } from './markovCriterion.ts';
import { isMarkov, isStationary } from './markovPieces.ts';
import { residualMoments } from './moments.ts';
import { OccasionCriterion } from './occasionCriterion.ts';
import { requireFewParameters } from './parameterLimits.ts';
import { patternedRows } from './patterns.ts';
import type { PatternedRows } from './patterns.ts';
import { fixedInData } from './fixedInData.ts';
import { searchMarginal } from './search.ts';
import type { MarginalOptimum, MarginalStep } from './search.ts';
import type { CovarianceStructure, Moments } from './structures/covarianceStructure.ts';
import { structureOf } from './structures/structureOf.ts';
import { termBases } from './termBasis.ts';
import type { TermBasis } from './termBasis.ts';
import { randomEffectsCriterion } from './woodbury/randomEffectsCriterion.ts';

/** A model with a residual covariance structure, ready to be evaluated. */
export interface MarginalProblem {
  readonly frame: ModelFrame;
  readonly design: ResidualDesign;
  readonly structure: CovarianceStructure;
  readonly problem: ScaledProblem;
  readonly source: PatternedRows;
  readonly bases: readonly TermBasis[];
  readonly criterion: MarginalCriterion;
}

/** A fitted model with a residual covariance structure, with or without random effects. */
export interface MarginalFit extends MarginalProblem {
  /** Where the criterion stands. */
  readonly optimum: MarginalOptimum;
  readonly minus2LogLik: number;
  /** Kept coefficients in the units of the data. */
  readonly beta: Float64Array;
  /** (X'V^-1 X)^-1 */
  readonly vcov: Float64Array;
}

/** Pairs of occasions up to which derivatives are taken entry by entry. */
const MOST_PAIRS = 210;
/** Patterns up to which whole subjects are less work than pieces of two rows. */
const FEW_PATTERNS = 30;

/**
 * Fits y = X beta + Z b + e with correlated e by REML or ML; yields after each iteration.
 *
 * @param frame with a residual design
 * @param from start of the search; from the moments of the residuals without it
 * @throws AppError `perfect-fit`, `cluster-too-large`, `too-many-random-effects`, `too-many-covariance-parameters`,
 *   `long-gap`, `no-covariance`
 */
export function* fitMarginal(
  frame: ModelFrame,
  reml: boolean,
  from?: Float64Array,
): Generator<MarginalStep, MarginalFit> {
  const model = marginalProblem(frame, reml);
  const constant = dataConstant(model.problem, frame.n, reml);
  const steps = searchMarginal(model.criterion, from ?? startingTheta(model));
  let step = steps.next();
  while (!step.done) {
    yield { iteration: step.value.iteration, objective: step.value.objective + constant };
    step = steps.next();
  }
  return fitAt(model, step.value);
}

/** @throws AppError as `fitMarginal` */
export function marginalProblem(frame: ModelFrame, reml: boolean): MarginalProblem {
  const design = frame.residual;
  if (design === null) throw new Error('A model without a residual structure.');
  const problem = scaleProblem(frame);
  const bases = termBases(frame, problem.rootWeights);
  const source = patternedRows(
    frame,
    design,
    problem,
    bases.map(({ Z }) => Z),
  );
  const structure = structureOf(design);
  requireFewParameters(frame, design, structure, source);
  const criterion = criterionOf(frame, design, structure, source, reml);
  return { frame, design, structure, problem, source, bases, criterion };
}

/** The way to evaluate a model on its rows, or on others in their place, that takes the least work. */
export function criterionOf(
  { random }: ModelFrame,
  design: ResidualDesign,
  structure: CovarianceStructure,
  source: PatternedRows,
  reml: boolean,
): MarginalCriterion {
  const widths = random.map(({ k }) => k);
  if (widths.length > 0) return randomEffectsCriterion(source, design, structure, widths, reml);
  const T = design.occasions.levels.length;
  const nSets = design.groups.levels.length;
  const few = (T * (T + 1)) / 2 <= MOST_PAIRS;
  const manyPatterns = isStationary(design) && source.patterns.length > FEW_PATTERNS;
  if (isMarkov(design) && (manyPatterns || !few)) {
    return new MarkovCriterion(source, design, structure, nSets, reml);
  }
  if (few) return new OccasionCriterion(source, structure, nSets, T, reml);
  requireShortSubjects(design, source);
  return new ClusterCriterion(source, structure, nSets, [], reml);
}

/** The model at a point where its criterion stands. */
export function fitAt(model: MarginalProblem, optimum: MarginalOptimum): MarginalFit {
  const { criterion, problem, frame } = model;
  const { beta, Phi } = criterion.fixed();
  return {
    ...model,
    optimum,
    minus2LogLik: optimum.objective + dataConstant(problem, frame.n, criterion.reml),
    beta: fixedEffects(beta, problem),
    vcov: fixedInData(Phi, problem),
  };
}

/** @throws AppError `cluster-too-large` */
function requireShortSubjects(design: ResidualDesign, { patterns }: PatternedRows): void {
  const largest = patterns.reduce((size, { m }) => Math.max(size, m), 0);
  if (largest <= LARGEST_CLUSTER) return;
  throw new AppError(
    'cluster-too-large',
    `${largest} rows belong to one ${design.subject}: where each has its own covariance with every other, at most ${LARGEST_CLUSTER} can ` +
      'be handled.',
    'Long series can be fitted with ar1, arh1, car1, sp_exp or ante1.',
  );
}

/** What the scaled criterion lacks of -2 log L in the units of the data. */
export function dataConstant({ qr, scale, sumLogWeights }: ScaledProblem, n: number, reml: boolean): number {
  const nu = reml ? n - qr.rank : n;
  let logDetR = 0;
  for (let q = 0; q < qr.rank; q++) logDetR += 2 * Math.log(Math.abs(qr.R[q * qr.rank + q]));
  return nu * (Math.log(2 * Math.PI) + 2 * Math.log(scale)) + (reml ? logDetR : 0) - sumLogWeights;
}

/** Share of the variance that the random terms begin with. */
const RANDOM_SHARE = 0.5;

/** Subjects per occasion with which a set begins with moments of its own. */
const OWN_MOMENTS = 2;

/** Moments of the OLS residuals per set of parameters: those of its subjects where there are enough, else of all. */
function momentsOfSets({ frame, design, source }: MarginalProblem, pooled: Moments): Moments[] {
  const enough = OWN_MOMENTS * design.occasions.levels.length;
  const subjects = design.groups.levels.map(() => 0);
  for (const { parts, starts } of source.patterns) {
    for (const { group } of parts) subjects[group] += starts.length;
  }
  // What random effects explain is the same for all sets.
  const apart = subjects.length > 1 && frame.random.length === 0;
  return subjects.map((count, set) =>
    apart && count > enough ? residualMoments(source, design, set) : pooled,
  );
}

/**
 * From the moments of the OLS residuals; where random terms have a part of them, each begins with an equal share.
 * @throws AppError `no-covariance` where no valid start is found
 */
function startingTheta(model: MarginalProblem): Float64Array {
  const { frame, design, structure, source, criterion } = model;
  const widths = frame.random.map(({ k }) => k);
  const pooled = residualMoments(source, design, null);
  const moments = momentsOfSets(model, pooled);
  const columns = widths.reduce((sum, k) => sum + k, 0);
  const share = columns === 0 ? 1 : 1 - RANDOM_SHARE;
  // Random effects explain a part of the correlation as well.
  for (let strength = columns === 0 ? 1 : 0.5; strength > 0.01; strength /= 2) {
    const residual = moments.flatMap(({ variance, correlation, adjacent }) => [
      ...structure.start({
        variance: variance.map((value) => value * share),
        correlation: (a, b) => strength * correlation(a, b),
        adjacent: { ...adjacent, correlation: strength * adjacent.correlation },
      }),
    ]);
    const mean = pooled.variance.reduce((sum, value) => sum + value, 0) / pooled.variance.length;
    const diagonal = Math.sqrt((RANDOM_SHARE * mean) / Math.max(1, columns));
    const random = widths.flatMap((k) => {
      const T: number[] = [];
      for (let col = 0; col < k; col++)
        for (let row = col; row < k; row++) T.push(row === col ? diagonal : 0);
      return T;
    });
    const theta = Float64Array.from([...residual, ...random]);
    if (Number.isFinite(criterion.objective(theta))) return theta;
  }
  throw new AppError(
    'no-covariance',
    `No values of the structure ${design.spec.structure} give a valid covariance matrix for these rows.`,
    'Choose a structure with fewer parameters.',
  );
}
