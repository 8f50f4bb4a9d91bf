import type {
  ResidualCovariance,
  ResidualMatrix,
  ResidualParameter,
} from '../../../src-shared/model/fitResult.ts';
import type { ParameterCovariance } from '../inference/vcovDerivatives.ts';
import { normalQuantile } from '../numerics/distributions/normal.ts';
import { correlationByLag } from './correlationByLag.ts';
import type { MarginalFit } from './fitMarginal.ts';
import type { MarginalPoint } from './marginalPoint.ts';
import { residualProducts } from './residualProducts.ts';
import type { ResidualProducts } from './residualProducts.ts';
import { parametersOf } from './structures/covarianceStructure.ts';
import type {
  CovarianceStructure,
  EntryFunctions,
  ShownParameter,
} from './structures/covarianceStructure.ts';

/** Distance from +-1 within which a correlation is at its limit. */
const AT_LIMIT = 1e-6;
/** More occasions than this are shown by lags only. */
const MOST_OCCASIONS = 60;

/**
 * The residual covariance of a fit as it is shown.
 *
 * @param covariance of the covariance parameters
 * @param residuals n, of the frame's rows: outcome minus fixed and random part, times the root of the weight
 */
export function residualCovariance(
  fit: MarginalFit,
  covariance: ParameterCovariance,
  residuals: Float64Array,
  level: number,
): ResidualCovariance {
  const { design, problem } = fit;
  const { occasions, groups, spec, subjects } = design;
  const names = occasions.levels;
  const entries = entriesOf(fit);
  const groupName = (set: number): string | null => (spec.group === undefined ? null : groups.levels[set]);
  const parameters = residualParameters(fit, covariance, level);
  const { length: T } = names;
  const withMatrices = T <= MOST_OCCASIONS && spec.heterogeneousBy === undefined;
  const products = withMatrices ? residualProducts(fit, residuals) : [];
  const members = groups.levels.map(() => new Set<number>());
  subjects.codes.forEach((subject, i) => members[groups.codes[i]].add(subject));
  const matrices = products.map((own, set) =>
    matrixOf(entries[set], own, T, problem.scale, { level: groupName(set), nSubjects: members[set].size }),
  );
  return {
    nSubjects: design.subject === null ? subjects.codes.length : subjects.levels.length,
    occasions: names,
    parameters,
    matrices,
    lags:
      spec.heterogeneousBy === undefined
        ? correlationByLag(fit, entries, residuals, withMatrices ? products : null).map(
            ({ set, ...lag }) => ({
              level: groupName(set),
              ...lag,
            }),
          )
        : [],
  };
}

/** The covariance functions of a fit, by set of parameters. */
function entriesOf({ design, structure, optimum }: MarginalPoint): EntryFunctions[] {
  const { count } = structure;
  return design.groups.levels.map((_, set) =>
    structure.at(optimum.theta.subarray(set * count, (set + 1) * count)),
  );
}

/**
 * The parameters of the structure as they are shown, set by set, with Wald intervals.
 *
 * @param covariance of all covariance parameters; null = without standard errors and intervals
 * @param level confidence level
 */
export function residualParameters(
  fit: MarginalPoint,
  covariance: ParameterCovariance | null,
  level: number,
): ResidualParameter[] {
  const { design, structure, optimum, problem } = fit;
  const { occasions, groups, spec } = design;
  const shown = structure.shown(occasions.levels);
  const margin = normalQuantile((1 + level) / 2);
  return entriesOf(fit).flatMap((entry, set) => {
    const offset = set * structure.count;
    const own =
      covariance === null ? null : (i: number, j: number) => covariance.entry(offset + i, offset + j);
    const theta = optimum.theta.subarray(offset, offset + structure.count);
    const name = spec.group === undefined ? null : groups.levels[set];
    return shown.map((parameter) =>
      shownParameter(parameter, { structure, entry, theta, own, scale: problem.scale, margin }, name),
    );
  });
}

interface At {
  readonly structure: CovarianceStructure;
  readonly entry: EntryFunctions;
  readonly theta: Float64Array;
  /** Covariance of two elements of theta; null where it is not asked for. */
  readonly own: ((i: number, j: number) => number) | null;
  readonly scale: number;
  readonly margin: number;
}

function shownParameter(parameter: ShownParameter, at: At, level: string | null): ResidualParameter {
  const { structure, entry, theta, own, scale, margin } = at;
  let estimate: number;
  let kind: 'log' | 'z' | 'logit' | 'none';
  /** Parameters it depends on, and its derivatives by them. */
  let by: readonly number[];
  let gradient: readonly number[];
  if (parameter.kind === 'variance') {
    const t = parameter.at;
    estimate = entry.value(t, t) * scale * scale;
    kind = 'log';
    by = parametersOf(structure, [t]);
    gradient = by.map((j) => entry.first(j, t, t) * scale * scale);
  } else if (parameter.kind === 'correlation') {
    const { a, b } = parameter;
    const [va, vb] = [entry.value(a, a), entry.value(b, b)];
    const root = Math.sqrt(va * vb);
    estimate = entry.value(a, b) / root;
    kind = 'z';
    const r = estimate;
    by = parametersOf(structure, [a, b]);
    gradient = by.map(
      (j) => entry.first(j, a, b) / root - (r / 2) * (entry.first(j, a, a) / va + entry.first(j, b, b) / vb),
    );
  } else if (parameter.kind === 'z') {
    const { value, first } = parameter.of(theta);
    estimate = Math.tanh(value);
    kind = 'z';
    const slope = 1 - estimate * estimate;
    by = Array.from(theta, (_, j) => j);
    gradient = by.map((j) => first(j) * slope);
  } else {
    const unit = scale ** parameter.unit;
    estimate = parameter.value(theta[parameter.j]) * unit;
    kind = parameter.scale;
    by = [parameter.j];
    gradient = [parameter.derivative(theta[parameter.j]) * unit];
  }
  if (own === null)
    return { level, name: parameter.name, estimate, se: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  let variance = 0;
  by.forEach((q, j) => {
    by.forEach((p, i) => (variance += gradient[i] * own(p, q) * gradient[j]));
  });
  // At a limit nothing is known of the spread: the slope there is that of the scale.
  const atLimit = kind === 'z' && 1 - Math.abs(estimate) < AT_LIMIT;
  const se = atLimit ? Number.NaN : Math.sqrt(Math.max(0, variance));
  const [lower, upper] = waldInterval(estimate, se, kind, margin);
  return { level, name: parameter.name, estimate, se, lower, upper };
}

/** Symmetric on the scale on which an estimate is closer to normal, and never outside its range. */
function waldInterval(
  estimate: number,
  se: number,
  scale: 'log' | 'z' | 'logit' | 'none',
  margin: number,
): readonly [number, number] {
  if (scale === 'log') {
    const factor = Math.exp((margin * se) / estimate);
    return [estimate / factor, estimate * factor];
  }
  if (scale === 'z') {
    const half = (margin * se) / (1 - estimate * estimate);
    return [Math.tanh(Math.atanh(estimate) - half), Math.tanh(Math.atanh(estimate) + half)];
  }
  if (scale === 'logit') {
    const middle = Math.log(estimate / (1 - estimate));
    const half = (margin * se) / (estimate * (1 - estimate));
    return [1 / (1 + Math.exp(half - middle)), 1 / (1 + Math.exp(-half - middle))];
  }
  return [estimate - margin * se, estimate + margin * se];
}

function matrixOf(
  entry: EntryFunctions,
  products: ResidualProducts,
  T: number,
  scale: number,
  group: Pick<ResidualMatrix, 'level' | 'nSubjects'>,
): ResidualMatrix {
  const all = Array.from({ length: T }, (_, t) => t);
  const grid = (value: (a: number, b: number) => number): number[][] =>
    all.map((a) => all.map((b) => value(a, b)));
  const covariance = (a: number, b: number): number => entry.value(a, b) * scale * scale;
  return {
    ...group,
    covariance: grid(covariance),
    correlation: grid((a, b) =>
      a === b ? 1 : entry.value(a, b) / Math.sqrt(entry.value(a, a) * entry.value(b, b)),
    ),
    empirical: {
      covariance: grid((a, b) => products.of(a, b).product / products.of(a, b).pairs),
      correlation: grid((a, b) => {
        const { product, squaresA, squaresB } = products.of(a, b);
        return product / Math.sqrt(squaresA * squaresB);
      }),
      pairs: grid((a, b) => products.of(a, b).pairs),
    },
  };
}
