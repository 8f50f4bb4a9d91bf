import type { SingularComponent } from '../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { createWorkspace, WorkspaceFull } from '../numerics/kernels/index.ts';
import type { Workspace } from '../numerics/kernels/index.ts';
import { nullSpace } from './boundary.ts';
import type { Settled } from './boundary.ts';
import { ProfiledCriterion } from './criterion.ts';
import { crossProducts } from './crossProducts.ts';
import { fixedCovariance, fixedEffects, relativeCovariances } from './dataUnits.ts';
import { NO_RESIDUAL } from './newton.ts';
import type { NewtonStep, Optimum } from './newton.ts';
import { scaleProblem } from './problem.ts';
import type { ScaledProblem } from './problem.ts';
import { joinRandomBlocks } from './randomBlock.ts';
import { modelTooLarge, perfectFit } from './refusals.ts';
import { search } from './search.ts';
import type { SearchResult } from './search.ts';
import { semidefiniteCholesky } from './smallMatrices.ts';
import { startingTheta } from './start.ts';

/** A fitted linear mixed model, still attached to its factor: call `release` when inference is done. */
export interface LmmFit {
  readonly frame: ModelFrame;
  readonly problem: ScaledProblem;
  readonly criterion: ProfiledCriterion;
  readonly settled: Settled;
  readonly optimum: Optimum;
  /** Iterations and evaluations of all starts together. */
  readonly iterations: number;
  readonly evaluations: number;
  /** -2 log-likelihood, or the REML criterion, in the units of the data. */
  readonly minus2LogLik: number;
  readonly sigma: number;
  /** p kept coefficients, in the order of `problem.kept`. */
  readonly beta: Float64Array;
  /** p x p */
  readonly vcov: Float64Array;
  /** Per random term of the frame, k x k column-major: Cov(b) = sigma^2 T T'. */
  readonly psi: readonly Float64Array[];
  /** Relative covariance factors in lme4's order: by random term, lower triangle by columns. */
  readonly theta: readonly number[];
  /** Per random term of the frame: levels x k conditional modes, column-major. */
  readonly modes: readonly Float64Array[];
  readonly singularComponents: readonly SingularComponent[];
  readonly release: () => void;
}

/**
 * Fits y = X beta + Z b + e by REML or ML; yields after each iteration.
 * @param frame with at least one random term
 * @throws AppError `perfect-fit`, `model-too-large`
 */
export function* fitLmm(
  frame: ModelFrame,
  reml: boolean,
  workspace: Workspace = createWorkspace(),
): Generator<NewtonStep, LmmFit> {
  try {
    return yield* fitIn(workspace, frame, reml);
  } catch (problem) {
    workspace.release();
    throw problem instanceof WorkspaceFull ? modelTooLarge() : problem;
  }
}

function* fitIn(workspace: Workspace, frame: ModelFrame, reml: boolean): Generator<NewtonStep, LmmFit> {
  const problem = scaleProblem(frame);
  const blocks = joinRandomBlocks(frame.random, frame.n, problem.rootWeights);
  const A = crossProducts(blocks, problem.qr.Q, problem.qr.rank, problem.y);
  const criterion = new ProfiledCriterion(A, workspace, reml);

  const constant = dataConstant(criterion, problem);
  const found = yield* inDataUnits(search(criterion, startingTheta(A)), constant);
  if (!(criterion.sigma2 > NO_RESIDUAL)) throw perfectFit(frame.response);
  return assemble(workspace, frame, problem, criterion, found);
}

function assemble(
  workspace: Workspace,
  frame: ModelFrame,
  problem: ScaledProblem,
  criterion: ProfiledCriterion,
  { optimum, settled, iterations }: SearchResult,
): LmmFit {
  const { scale } = problem;
  const { space, A } = criterion;
  const { beta: betaQ, b } = criterion.residuals();
  const sigma2 = criterion.sigma2;

  const relative = relativeCovariances(criterion);
  const psi = relative.map((own) => own.map((value) => value * sigma2 * scale * scale));
  const factors: Float64Array[] = [];
  const modes: Float64Array[] = [];
  const singularComponents: SingularComponent[] = [];
  A.blocks.forEach((block, blockIndex) => {
    const { k, basis, parts, nLevels } = block;
    for (const { design, offset, k: width } of parts) {
      const own = relative[design];
      factors[design] = lowerFactor(own, width);
      if (
        settled.zeroColumns.some(
          ({ block: at, col }) => at === blockIndex && col >= offset && col < offset + width,
        )
      ) {
        singularComponents.push(
          ...describeSingular(frame.random[design].group, frame.random[design].names, own),
        );
      }
      const mode = new Float64Array(nLevels * width);
      for (let level = 0; level < nLevels; level++) {
        const s = space.firstScalar[A.nodeStart[blockIndex] + level];
        for (let i = 0; i < width; i++) {
          let sum = 0;
          for (let j = i; j < width; j++) sum += basis[(offset + j) * k + offset + i] * b[s + offset + j];
          mode[i * nLevels + level] = sum * scale;
        }
      }
      modes[design] = mode;
    }
  });
  const theta = factors.flatMap((L) => {
    const width = Math.sqrt(L.length);
    const entries: number[] = [];
    for (let j = 0; j < width; j++) for (let i = j; i < width; i++) entries.push(L[j * width + i]);
    return entries;
  });
  return {
    frame,
    problem,
    criterion,
    settled,
    optimum,
    iterations,
    evaluations: criterion.evaluations,
    minus2LogLik: settled.objective + dataConstant(criterion, problem),
    sigma: Math.sqrt(sigma2) * scale,
    beta: fixedEffects(betaQ, problem),
    vcov: fixedCovariance(criterion, problem),
    psi,
    theta,
    modes,
    singularComponents,
    release: () => {
      workspace.release();
    },
  };
}

/** What the scaled criterion lacks of -2 log L in the units of the data. */
function dataConstant({ nu, reml }: ProfiledCriterion, { qr, scale, sumLogWeights }: ScaledProblem): number {
  let logDetR = 0;
  for (let q = 0; q < qr.rank; q++) logDetR += 2 * Math.log(Math.abs(qr.R[q * qr.rank + q]));
  return 2 * nu * Math.log(scale) + (reml ? logDetR : 0) - sumLogWeights;
}

function* inDataUnits<T>(steps: Generator<NewtonStep, T>, constant: number): Generator<NewtonStep, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { iteration: step.value.iteration, objective: step.value.objective + constant };
  }
}

/** Pivots below this share of their variance are rounding of an exact zero. */
const ZERO_PIVOT = 1e-11;

function lowerFactor(S: Float64Array, k: number): Float64Array {
  const sd = new Float64Array(k);
  for (let j = 0; j < k; j++) sd[j] = Math.sqrt(S[j * k + j]);
  const correlation = S.map((value, at) => {
    const product = sd[at % k] * sd[Math.floor(at / k)];
    return product > 0 ? value / product : 0;
  });
  return semidefiniteCholesky(correlation, k, ZERO_PIVOT).map((value, at) => value * sd[at % k]);
}

/** Which effects of a term have no variance, and which are perfectly correlated. */
function describeSingular(group: string, names: readonly string[], S: Float64Array): SingularComponent[] {
  const k = names.length;
  const components: SingularComponent[] = [];
  const varying: number[] = [];
  for (let j = 0; j < k; j++) {
    if (S[j * k + j] > 0) varying.push(j);
    else components.push({ group, terms: [names[j]], kind: 'zero-variance' });
  }
  const m = varying.length;
  const correlation = new Float64Array(m * m);
  varying.forEach((i, a) => {
    varying.forEach((j, c) => {
      correlation[c * m + a] = S[j * k + i] / Math.sqrt(S[i * k + i] * S[j * k + j]);
    });
  });
  if (m > 1) {
    for (const direction of nullSpace(correlation, m)) {
      const terms = varying.filter((_, a) => Math.abs(direction[a]) > 1e-3).map((j) => names[j]);
      // Several directions can concern the same effects; that is one finding.
      const known = components.some((component) => component.terms.join('\n') === terms.join('\n'));
      if (!known) components.push({ group, terms, kind: 'perfect-correlation' });
    }
  }
  return components;
}
