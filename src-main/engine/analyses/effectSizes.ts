import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import type { ModelTerms, RandomTerm, Term } from '../../../src-shared/formula/terms.ts';
import type {
  ComponentChange,
  EffectSizes,
  TermEffectSize,
} from '../../../src-shared/model/analyses/effectSizes.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../frame/buildModelFrame.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import type { LmmFit } from '../lmm/fitLmm.ts';
import type { MarginalFit } from '../marginal/fitMarginal.ts';
import { marginalPsi } from '../marginal/randomEffects.ts';
import { residualVariances } from '../marginal/residualVariances.ts';
import { meanResidualVariance } from '../postfit/meanVariances.ts';
import { r2Nakagawa } from '../postfit/r2.ts';
import { containsAll } from './dropScope.ts';
import { fitFrame, fitMarginalFrame } from './fitFrame.ts';
import { reducedFrame } from './reducedFrame.ts';

/**
 * Fits the model, the null model and the model without each fixed term, all by the model's method and on its rows.
 *
 * @throws AppError `needs-random-part` for a model by least squares; what `analyse` throws for the whole model
 */
export function* effectSizes(dataset: Dataset, spec: ModelSpec): Generator<Progress, EffectSizes> {
  const { method } = spec;
  if (method === 'OLS') {
    throw new AppError(
      'needs-random-part',
      'Changes of variance components can be had for a mixed model only; this one is fitted by least squares.',
      'Use R-squared, or add a random term and choose REML or ML.',
    );
  }
  const terms = expandFormula(parseFormula(spec.formula));
  const frame = buildModelFrame(dataset, spec);
  const reml = method === 'REML';
  const full = yield* summarise(frame, reml);

  const nullFrame = reducedFrame(frame, nullTerms(terms), spec);
  const nothing = yield* summarise(nullFrame, reml);
  const isFactor = (name: string) =>
    frame.columns.some((column) => column.name === name && column.kind === 'categorical');
  const effects: TermEffectSize[] = [];
  for (const term of terms.fixedTerms) {
    const without = yield* summarise(reducedFrame(frame, withoutTerm(terms, term, isFactor), spec), reml);
    const semiPartialR2 = full.r2 - without.r2;
    effects.push({
      term: term.name,
      interactions: interactionsOf(term, terms.fixedTerms).map(({ name }) => name),
      r2Without: without.r2,
      semiPartialR2,
      f2: semiPartialR2 / (1 - full.r2),
      converged: without.converged,
    });
  }
  const outcomeSd = Math.sqrt(
    [...nothing.intercepts.values()].reduce((sum, v) => sum + v, nothing.meanResidual),
  );
  return {
    kind: 'effectSizes',
    method,
    r2: full.r2,
    nullModel: { formula: nullFrame.formula, outcomeSd, converged: nothing.converged },
    components: componentChanges(full, nothing, outcomeSd),
    terms: effects,
  };
}

/** What is compared of each model. */
interface Summary {
  /** Marginal. */
  readonly r2: number;
  /** Variances of the random intercepts, by grouping. */
  readonly intercepts: ReadonlyMap<string, number>;
  /** Of an observation of weight 1; the mean over the rows where it differs between occasions or groups. */
  readonly residual: number;
  readonly meanResidual: number;
  readonly converged: boolean;
}

function* summarise(frame: ModelFrame, reml: boolean): Generator<Progress, Summary> {
  if (frame.residual !== null) {
    const fit = yield* fitMarginalFrame(frame, reml);
    return summaryOf(fit, marginalPsi(fit), residualVariances(fit).mean);
  }
  const fit = yield* fitFrame(frame, reml);
  try {
    return summaryOf(fit, fit.psi, fit.sigma ** 2);
  } finally {
    fit.release();
  }
}

/**
 * @param psi Cov(b) of each random term
 * @param residual variance of an observation of weight 1; the mean where it differs
 */
function summaryOf(
  { frame, problem, beta, optimum }: Pick<LmmFit | MarginalFit, 'frame' | 'problem' | 'beta' | 'optimum'>,
  psi: readonly Float64Array[],
  residual: number,
): Summary {
  return {
    r2: r2Nakagawa(frame, problem.kept, beta, psi, residual).marginal,
    intercepts: new Map(
      frame.random.flatMap(({ group, names, k }, t): [string, number][] => {
        const a = names.indexOf('(Intercept)');
        return a < 0 ? [] : [[group, psi[t][a * k + a]]];
      }),
    ),
    residual,
    meanResidual: meanResidualVariance(frame, residual),
    converged: optimum.converged,
  };
}

/** An intercept, and a random intercept for each grouping; a residual covariance structure stays. */
function nullTerms({ response, randomTerms }: ModelTerms): ModelTerms {
  const groupings = new Map(
    randomTerms.map(({ group }) => [JSON.stringify([...group.factors].sort()), group] as const),
  );
  return {
    response,
    intercept: true,
    fixedTerms: [],
    randomTerms: [...groupings.values()].map((group): RandomTerm => {
      return { intercept: true, terms: [], group, basisText: '1' };
    }),
  };
}

/** The model without a term and what contains it; what the columns of a factor add up to, a constant, stays. */
function withoutTerm(terms: ModelTerms, term: Term, isFactor: (name: string) => boolean): ModelTerms {
  const gone = [term, ...interactionsOf(term, terms.fixedTerms)];
  const fixedTerms = terms.fixedTerms.filter((other) => !gone.includes(other));
  const addUp = (some: readonly Term[]) =>
    some.some(({ variables }) =>
      variables.every(({ expression }) => expression.kind === 'name' && isFactor(expression.name)),
    );
  const intercept = terms.intercept || (addUp(terms.fixedTerms) && !addUp(fixedTerms));
  return { ...terms, intercept, fixedTerms };
}

function interactionsOf(term: Term, terms: readonly Term[]): Term[] {
  return terms.filter((other) => other !== term && containsAll(other, term));
}

function componentChanges(full: Summary, nothing: Summary, outcomeSd: number): ComponentChange[] {
  const change = (group: string | null, variance: number, nullVariance: number): ComponentChange => ({
    group,
    variance,
    nullVariance,
    relativeChange: nullVariance > 0 ? (variance - nullVariance) / nullVariance : Number.NaN,
    standardisedSdChange: (Math.sqrt(variance) - Math.sqrt(nullVariance)) / outcomeSd,
  });
  return [
    ...[...full.intercepts].flatMap(([group, variance]) => {
      const nullVariance = nothing.intercepts.get(group);
      return nullVariance === undefined ? [] : [change(group, variance, nullVariance)];
    }),
    change(null, full.residual, nothing.residual),
  ];
}
