import { AppError } from '../../../../src-shared/model/appError.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import type { Influence } from '../../../../src-shared/model/analyses/influence.ts';
import { scaleProblem } from '../../lmm/problem.ts';
import { semidefiniteCholesky } from '../../lmm/smallMatrices.ts';
import { invertDefinite } from '../../marginal/denseSymmetric.ts';
import { empiricalCovariance } from '../../marginal/empiricalCovariance.ts';
import { fitAt } from '../../marginal/fitMarginal.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { marginalVcovDerivatives } from '../../marginal/marginalEstimates.ts';
import { patternedRows } from '../../marginal/patterns.ts';
import { marginalPsi } from '../../marginal/randomEffects.ts';
import { residualParameters } from '../../marginal/residualCovariance.ts';
import { residualVariances } from '../../marginal/residualVariances.ts';
import { singularTerms } from '../../marginal/singularTerms.ts';
import { restrictValues } from '../../frame/restrictColumn.ts';
import { criterionFor } from '../marginal/criterionFor.ts';
import { awayFromLimits, optimise } from '../marginal/refitter.ts';
import { complement, noResidual } from './deleter.ts';
import type { RowDeleter } from './deleter.ts';
import { rankReason } from './estimability.ts';
import type { ComparedFit } from './refit.ts';
import { restrictFrame, restrictMatrix } from './restrictFrame.ts';

interface Options {
  readonly dfMethod: Influence['dfMethod'];
  readonly standardErrors: ModelSpec['standardErrors'];
}

/** Smallest eigenvalue of the scaled Hessian below which other parameters fit equally well. */
const FLAT = 1e-6;

/**
 * The deleter of models with a residual covariance structure. The rows that stay keep the basis and the units of all rows, so
 * that each refit begins where the fit of all rows ended.
 */
export class MarginalDeleter implements RowDeleter {
  readonly all: ComparedFit;
  private readonly fit: MarginalFit;
  private readonly options: Options;
  private readonly start: Float64Array;
  private readonly determined: boolean;

  constructor(fit: MarginalFit, options: Options) {
    this.fit = fit;
    this.options = options;
    this.start = awayFromLimits(fit, fit.optimum.theta);
    this.all = compared(fit, options);
    this.determined = flatness(fit) >= FLAT;
  }

  get kept(): Int32Array {
    return this.fit.problem.kept;
  }

  without(rows: Int32Array): ComparedFit | { readonly reason: string } {
    const { fit, options } = this;
    const { frame, problem, bases } = fit;
    const { rank } = problem.qr;
    const left = frame.n - rows.length;
    if (left <= rank)
      return { reason: `${left} ${left === 1 ? 'row is' : 'rows are'} left for ${rank} coefficients` };
    const used = complement(rows, frame.n);
    const restricted = restrictFrame(frame, used);
    const reason = levelReason(restricted);
    if (reason !== null) return { reason };
    const source = patternedRows(
      restricted,
      restricted.residual!,
      {
        ...problem,
        qr: { ...problem.qr, Q: restrictMatrix(problem.qr.Q, frame.n, rank, used) },
        y: restrictValues(problem.y, used),
      },
      bases.map(({ Z }, t) => restrictMatrix(Z, frame.n, frame.random[t].k, used)),
    );
    const criterion = criterionFor(fit, source);
    if (!Number.isFinite(criterion.objective(this.start))) return notEstimable(fit, restricted, rows);
    const model = { ...fit, frame: restricted, design: restricted.residual!, source, criterion };
    try {
      const refit = fitAt(model, optimise(model, this.start));
      if (this.determined && flatness(refit) < FLAT) return { reason: flatReason(refit) };
      return compared(refit, options);
    } catch (cause) {
      if (cause instanceof AppError && cause.code === 'perfect-fit') return noResidual(frame);
      throw cause;
    }
  }
}

/** @throws AppError `perfect-fit` */
function compared(fit: MarginalFit, { dfMethod, standardErrors }: Options): ComparedFit {
  const { beta, vcov, frame, problem, optimum } = fit;
  const psi = marginalPsi(fit);
  const { mean } = residualVariances(fit);
  const parameters = residualParameters(fit, null, 0.95);
  const dfResidual = frame.n - problem.qr.rank;
  const derivatives = dfMethod === 'satterthwaite' ? marginalVcovDerivatives(fit) : null;
  const common = { beta, derivatives, dfResidual, dfMethod };
  return {
    estimates:
      standardErrors === 'empirical'
        ? { ...common, vcov: empiricalCovariance(fit), modelBased: vcov }
        : { ...common, vcov },
    root: informationRoot(fit),
    sigma2: 1,
    components: [
      ...psi.flatMap((own) => {
        const k = Math.sqrt(own.length);
        return Array.from({ length: k }, (_, j) => own[j * k + j]);
      }),
      ...parameters.map(({ estimate }) => estimate),
    ],
    singular: singularTerms(fit, psi, mean).length > 0,
    converged: optimum.converged,
  };
}

/** U = C'R / scale with Phi^-1 = C C': X'V^-1 X = U'U in the units of the data. */
function informationRoot({ criterion, problem }: MarginalFit): Float64Array {
  const { R, rank: r } = problem.qr;
  const inverse = criterion.fixed().Phi.slice();
  invertDefinite(inverse, r);
  const C = semidefiniteCholesky(inverse, r, 0);
  const U = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i <= j; i++) {
      let sum = 0;
      for (let d = i; d <= j; d++) sum += C[i * r + d] * R[j * r + d];
      U[j * r + i] = sum / problem.scale;
    }
  }
  return U;
}

/** Smallest eigenvalue of the Hessian of the covariance parameters, scaled to a diagonal of 1. */
function flatness({ optimum }: MarginalFit): number {
  return optimum.derivatives.hessian.smallestEigenvalue();
}

function levelReason({ random }: MarginalFit['frame']): string | null {
  const alone = random.find(({ codes }) => codes.every((code) => code === codes[0]));
  return alone === undefined
    ? null
    : `only one level of ${alone.group} is left, and no variance between levels can be estimated`;
}

function flatReason({ design }: MarginalFit): string {
  const { occasions, spec } = design;
  const seen = new Set(occasions.codes);
  const gone = occasions.levels.find((_, code) => !seen.has(code));
  if (gone === undefined) return 'the rows left do not tell the parameters of the residual covariance apart';
  return `no row is left with ${spec.heterogeneousBy ?? spec.time} = ${gone}`;
}

/** Where the fixed part cannot be estimated. */
function notEstimable(
  { frame, problem }: MarginalFit,
  restricted: MarginalFit['frame'],
  rows: Int32Array,
): { readonly reason: string } {
  try {
    const reason = rankReason(frame, problem.kept, scaleProblem(restricted).kept, rows);
    return { reason: reason ?? 'the rows left do not determine all coefficients' };
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'perfect-fit') return noResidual(frame);
    throw cause;
  }
}
