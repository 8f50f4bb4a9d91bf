import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { betweenWithinDf } from '../inference/betweenWithin.ts';
import { containmentDf } from '../inference/containmentDf.ts';
import { isKenwardRoger } from '../inference/estimates.ts';
import type { Estimates } from '../inference/estimates.ts';
import type { VcovDerivatives } from '../inference/vcovDerivatives.ts';
import { sandwich } from '../lmm/sandwich.ts';
import { times } from '../lmm/smallMatrices.ts';
import { empiricalCovariance } from './empiricalCovariance.ts';
import type { MarginalFit } from './fitMarginal.ts';
import { fixedInData } from './fixedInData.ts';

/** The coefficients of a fit with all that tests and intervals of them need, as the spec asks for them. */
export function marginalEstimates(fit: MarginalFit, spec: ModelSpec): Estimates {
  const { frame, problem, beta, vcov, design } = fit;
  const { kept } = problem;
  const derivatives = marginalVcovDerivatives(fit);
  const common = { beta, derivatives, dfResidual: frame.n - problem.qr.rank, dfMethod: spec.df };
  const byDesign =
    spec.df === 'between-within'
      ? { dfByDesign: betweenWithinDf(frame.fixed, kept, design.subjects.codes) }
      : spec.df === 'containment'
        ? { dfByDesign: containmentDf(frame, spec.formula, kept) }
        : {};
  if (isKenwardRoger(spec.df)) {
    const adjusted = kenwardRogerCovariance(fit, derivatives.covariance.dense(), spec.df === 'kenward-roger');
    return { ...common, vcov: adjusted, modelBased: vcov };
  }
  if (spec.standardErrors === 'empirical') {
    return { ...common, ...byDesign, vcov: empiricalCovariance(fit), modelBased: vcov };
  }
  return { ...common, ...byDesign, vcov };
}

/**
 * d vcov / d theta = Phi X'V^-1 dV V^-1 X Phi for each covariance parameter, and the parameters' covariance 2 H^-1 from the
 * exact observed Hessian.
 */
export function marginalVcovDerivatives({ optimum, problem, vcov }: MarginalFit): VcovDerivatives {
  const { A, hessian } = optimum.derivatives;
  const r = problem.qr.rank;
  // Divided before, so that outcomes in extreme units stay within the range of numbers.
  const relative = vcov.map((value) => value / problem.scale);
  const carried = sandwich(relative, problem.qr.R, r);
  return {
    count: A.length,
    dVcov: A.map(carried),
    covariance: hessian.inverse(2),
  };
}

/**
 * Phi_A = Phi + 2 Phi { sum_ij C_ij (Q_ij - A_i Phi A_j - R_ij / 4) } Phi, C the covariance of the parameters from the
 * observed information; without the second derivatives R_ij where not `curved`.
 *
 * Source: Kenward & Roger 1997, Biometrics 53, 983-997, eqs. 3-5, with the observed information as SAS and mmrm. R_ij is not
 * invariant: it is that of mmrm's parameters (log SDs, x / sqrt(1 + x^2) for correlations, log-Cholesky of UN).
 */
function kenwardRogerCovariance(
  { criterion, optimum, problem }: MarginalFit,
  C: Float64Array,
  curved: boolean,
): Float64Array {
  const { Phi } = criterion.fixed();
  const { A } = optimum.derivatives;
  const r = problem.qr.rank;
  const count = A.length;
  const { Q, R } = criterion.adjustment(C);
  const inner = Q.map((value, at) => value - (curved ? R[at] / 4 : 0));
  for (let j = 0; j < count; j++) {
    const weighted = new Float64Array(r * r);
    for (let i = 0; i < count; i++) {
      const factor = C[j * count + i];
      if (factor !== 0) for (let at = 0; at < r * r; at++) weighted[at] += factor * A[i][at];
    }
    const product = times(times(weighted, Phi, r), A[j], r);
    for (let at = 0; at < r * r; at++) inner[at] -= product[at];
  }
  const addition = times(times(Phi, inner, r), Phi, r);
  return fixedInData(
    Phi.map((value, at) => value + 2 * addition[at]),
    problem,
  );
}
