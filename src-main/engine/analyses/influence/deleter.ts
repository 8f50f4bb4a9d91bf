import { AppError } from '../../../../src-shared/model/appError.ts';
import type { DfMethod } from '../../../../src-shared/model/methods.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { crossProducts } from '../../lmm/crossProducts.ts';
import type { CrossProducts } from '../../lmm/crossProducts.ts';
import type { FactorPattern } from '../../lmm/factorPattern.ts';
import type { NewtonStep } from '../../lmm/newton.ts';
import { scaleProblem } from '../../lmm/problem.ts';
import type { ScaledProblem } from '../../lmm/problem.ts';
import { joinRandomBlocks } from '../../lmm/randomBlock.ts';
import { perfectFit } from '../../lmm/refusals.ts';
import { startingTheta } from '../../lmm/start.ts';
import type { Workspace } from '../../numerics/kernels/index.ts';
import { groupingReason, rankReason, slopeReason } from './estimability.ts';
import { LevelCounts } from './levelCounts.ts';
import { refit } from './refit.ts';
import type { ComparedFit, Refit } from './refit.ts';
import { restrictFrame } from './restrictFrame.ts';
import { withoutRows } from './withoutRows.ts';
import type { ReducedProblem } from './withoutRows.ts';

/** A fit without some rows, or a clause that says why there is none. */
type Outcome<Fit extends ComparedFit = Refit> = Fit | { readonly reason: string };

/** A model fitted to all rows, from which it is fitted again and again without some of them. */
export interface RowDeleter {
  readonly all: ComparedFit;
  /** Columns of X that have a coefficient. */
  readonly kept: Int32Array;
  /** Fits the model without some rows of the frame (ascending). */
  without(rows: Int32Array): Outcome<ComparedFit>;
}

interface Options {
  readonly reml: boolean;
  readonly dfMethod: DfMethod;
}

/** The deleter of linear and mixed models. */
export class Deleter implements RowDeleter {
  readonly all: Refit;
  private readonly frame: ModelFrame;
  private readonly problem: ScaledProblem;
  private readonly A: CrossProducts;
  private readonly options: Options;
  private readonly workspace: Workspace;
  /** Of the levels of each block of A. */
  private readonly counts: readonly LevelCounts[];

  private constructor(
    frame: ModelFrame,
    { problem, A }: Prepared,
    all: Refit,
    options: Options,
    workspace: Workspace,
  ) {
    this.frame = frame;
    this.problem = problem;
    this.A = A;
    this.all = all;
    this.options = options;
    this.workspace = workspace;
    this.counts = A.blocks.map(({ codes, nLevels }) => new LevelCounts(codes, nLevels));
  }

  /**
   * Fits the model to all rows; yields after each iteration.
   * @param workspace stays the caller's
   * @throws AppError `perfect-fit`
   */
  static *fit(frame: ModelFrame, options: Options, workspace: Workspace): Generator<NewtonStep, Deleter> {
    const prepared = prepare(frame);
    const all = yield* refit(prepared, startingTheta(prepared.A), options, workspace, null);
    if (all === null) throw perfectFit(frame.response);
    return new Deleter(frame, prepared, all, options, workspace);
  }

  /** Columns of X that have a coefficient. */
  get kept(): Int32Array {
    return this.problem.kept;
  }

  /** Fits the model without some rows of the frame (ascending), starting from the fit to all. */
  without(rows: Int32Array): Outcome {
    const { frame, A, problem, counts, all } = this;
    const left = frame.n - rows.length;
    if (left <= A.r)
      return { reason: `${left} ${left === 1 ? 'row is' : 'rows are'} left for ${A.r} coefficients` };
    const reason = groupingReason(frame, A, counts, rows);
    if (reason !== null) return { reason };
    const reduced = withoutRows(A, problem, counts, rows);
    return reduced === null ? this.fromRows(rows) : this.fitTo(reduced, all.theta, all.pattern);
  }

  /** Where subtracting would cost too many digits: everything again from the rows that stay. */
  private fromRows(rows: Int32Array): Outcome {
    const { frame, problem } = this;
    try {
      const prepared = prepare(restrictFrame(frame, complement(rows, frame.n)));
      const reason = rankReason(frame, problem.kept, prepared.problem.kept, rows);
      return reason === null ? this.fitTo(prepared, startingTheta(prepared.A), null) : { reason };
    } catch (cause) {
      if (cause instanceof AppError && cause.code === 'perfect-fit') return noResidual(frame);
      throw cause;
    }
  }

  private fitTo(prepared: ReducedProblem, start: Float64Array, pattern: FactorPattern | null): Outcome {
    const { frame, A, options, workspace } = this;
    const reason = slopeReason(frame, A, prepared.A);
    if (reason !== null) return { reason };
    const steps = refit(prepared, start, options, workspace, pattern);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value ?? noResidual(frame);
  }
}

interface Prepared extends ReducedProblem {
  readonly problem: ScaledProblem;
}

function prepare(frame: ModelFrame): Prepared {
  const problem = scaleProblem(frame);
  const blocks = joinRandomBlocks(frame.random, frame.n, problem.rootWeights);
  const A = crossProducts(blocks, problem.qr.Q, problem.qr.rank, problem.y);
  return { problem, A, units: problem };
}

export function noResidual({ response }: ModelFrame): { reason: string } {
  return { reason: `the model reproduces ${response} exactly in the rows left` };
}

/** The rows 0 .. n - 1 without some. */
export function complement(rows: Int32Array, n: number): Int32Array {
  const out = new Int32Array(n - rows.length);
  let next = 0;
  let kept = 0;
  for (let i = 0; i < n; i++) {
    if (next < rows.length && rows[next] === i) next++;
    else out[kept++] = i;
  }
  return out;
}
