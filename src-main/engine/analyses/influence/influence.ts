import type {
  Influence,
  InfluenceEstimates,
  InfluenceQuestion,
  LevelInfluence,
} from '../../../../src-shared/model/analyses/influence.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../../frame/buildModelFrame.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { contrastDf } from '../../inference/denominatorDf.ts';
import { coordinateRow } from '../../inference/keptColumns.ts';
import { modelTooLarge } from '../../lmm/refusals.ts';
import { tTwoSided } from '../../numerics/distributions/studentT.ts';
import { createWorkspace, WorkspaceFull } from '../../numerics/kernels/index.ts';
import { structureOf } from '../../marginal/structures/structureOf.ts';
import { groupNames } from '../../postfit/groupNames.ts';
import { fitMarginalFrame } from '../fitFrame.ts';
import { Deleter } from './deleter.ts';
import type { RowDeleter } from './deleter.ts';
import { MarginalDeleter } from './marginalDeleter.ts';
import { deletionsOf } from './deletions.ts';
import type { Deletion } from './deletions.ts';
import { cooksDistance, covRatio, covTrace, dfbetas } from './measures.ts';
import type { ComparedFit } from './refit.ts';

/**
 * Leaves out each level of a grouping (or each row) in turn and fits the model again: what would the result be without
 * it? The refits are exact: each ends at its own optimum, reached from the one of all rows.
 *
 * Yields after each iteration of the first fit, then after each level; `iteration` counts the levels done.
 * @throws AppError as `buildModelFrame`; `no-coefficients`, `unknown-grouping`, `grouping-one-level`, `grouping-missing`; `perfect-fit`,
 *   `model-too-large`
 */
export function* influence(
  dataset: Dataset,
  spec: ModelSpec,
  { group }: InfluenceQuestion,
): Generator<Progress, Influence> {
  const frame = buildModelFrame(dataset, spec);
  requireCoefficients(frame);
  const deletions = deletionsOf(dataset, frame, group);
  yield { stage: 'frame', iteration: 0, criterion: Number.NaN };
  if (frame.residual !== null) {
    const fit = yield* fitMarginalFrame(frame, spec.method === 'REML');
    const { standardErrors } = spec;
    const deleter = new MarginalDeleter(fit, { dfMethod: refitDfMethod(spec), standardErrors });
    return yield* leaveOutEach(frame, spec, group, deletions, deleter);
  }
  const workspace = createWorkspace();
  try {
    const first = Deleter.fit(
      frame,
      { reml: spec.method === 'REML', dfMethod: refitDfMethod(spec) },
      workspace,
    );
    let step = first.next();
    while (!step.done) {
      yield { stage: 'fit', iteration: step.value.iteration, criterion: step.value.objective };
      step = first.next();
    }
    return yield* leaveOutEach(frame, spec, group, deletions, step.value);
  } catch (problem) {
    throw problem instanceof WorkspaceFull ? modelTooLarge() : problem;
  } finally {
    workspace.release();
  }
}

function* leaveOutEach(
  frame: ModelFrame,
  spec: ModelSpec,
  group: string | null,
  deletions: readonly Deletion[],
  deleter: RowDeleter,
): Generator<Progress, Influence> {
  const levels: LevelInfluence[] = [];
  for (const deletion of deletions) {
    levels.push(without(deleter, deletion));
    const work = { done: levels.length, total: deletions.length };
    yield { stage: 'inference', iteration: levels.length, criterion: Number.NaN, work };
  }
  return {
    kind: 'influence',
    group,
    coefficients: Array.from(deleter.kept, (column) => ({
      term: frame.fixed.names[column],
      label: frame.fixed.labels[column],
    })),
    components: components(frame),
    dfMethod: refitDfMethod(spec),
    all: estimatesOf(deleter.all),
    levels,
  };
}

/** @throws AppError `no-coefficients`: Cook's distance is about nothing else */
function requireCoefficients({ fixed }: ModelFrame): void {
  if (fixed.p > 0) return;
  throw new AppError(
    'no-coefficients',
    'Influence is how far the coefficients move when rows are left out, and this model has none.',
    'Take the intercept or a predictor into the model.',
  );
}

/** Satterthwaite's df of the refit, unless the model's are the residual ones or infinite. */
function refitDfMethod({ method, df }: ModelSpec): Influence['dfMethod'] {
  if (df === 'residual' || df === 'asymptotic') return df;
  return method === 'OLS' ? 'residual' : 'satterthwaite';
}

function components({ random, residual }: ModelFrame): Influence['components'] {
  const names = groupNames(random);
  const own = residual === null ? [{ group: 'Residual', term: null }] : residualComponents(residual);
  return [...random.flatMap((design, t) => design.names.map((term) => ({ group: names[t], term }))), ...own];
}

function residualComponents(design: ResidualDesign): Influence['components'] {
  const { groups, occasions, spec } = design;
  const shown = structureOf(design).shown(occasions.levels);
  return groups.levels.flatMap((level) =>
    shown.map(({ name }) => ({
      group: 'Residual',
      term: null,
      parameter: { name, level: spec.group === undefined ? null : level },
    })),
  );
}

function without(deleter: RowDeleter, { level, rows }: Deletion): LevelInfluence {
  const refitted = deleter.without(rows);
  if ('reason' in refitted) {
    return { kind: 'not-estimable', level, rows: rows.length, reason: refitted.reason };
  }
  const { all } = deleter;
  return {
    kind: 'refitted',
    level,
    rows: rows.length,
    ...estimatesOf(refitted),
    cooksDistance: cooksDistance(all, refitted),
    dfbetas: dfbetas(all, refitted),
    covRatio: covRatio(all, refitted),
    covTrace: covTrace(all, refitted),
    singular: refitted.singular,
    converged: refitted.converged,
  };
}

function estimatesOf({ estimates, components: variances }: ComparedFit): InfluenceEstimates {
  const { beta, vcov } = estimates;
  const p = beta.length;
  const estimate = Array.from(beta);
  const se = estimate.map((_, j) => Math.sqrt(vcov[j * p + j]));
  const df = se.map((_, j) => contrastDf(estimates, coordinateRow(p, j)));
  return {
    estimate,
    se,
    df,
    p: estimate.map((value, j) => tTwoSided(value / se[j], df[j])),
    variances,
  };
}
