import { describe, expect, it } from 'vitest';
import { buildModelFrame } from '../../../../../src-main/engine/frame/buildModelFrame.ts';
import { ClusterCriterion } from '../../../../../src-main/engine/marginal/clusterCriterion.ts';
import { marginalProblem } from '../../../../../src-main/engine/marginal/fitMarginal.ts';
import type {
  LevelProducts,
  RandomCriterion,
} from '../../../../../src-main/engine/marginal/randomCriterion.ts';
import { clusterDesigns } from '../../../../../src-main/engine/marginal/woodbury/clusterDesign.ts';
import { WoodburyCriterion } from '../../../../../src-main/engine/marginal/woodbury/woodburyCriterion.ts';
import type { ModelSpec } from '../../../../../src-shared/model/modelSpec.ts';
import { residualStructures } from '../../../../../src-shared/model/residualStructures.ts';
import { clinicData } from '../../../../helpers/clinicData.ts';
import { continuous, dataset, nominal } from '../../../../helpers/datasets.ts';

type Residual = NonNullable<ModelSpec['residual']>;

function specOf(formula: string, residual: Residual, reml: boolean): ModelSpec {
  return { formula, method: reml ? 'REML' : 'ML', df: 'satterthwaite', anova: 3, level: 0.95, residual };
}

function both(formula: string, residual: Residual, reml: boolean) {
  const spec = specOf(formula, residual, reml);
  const { frame, source, design, structure } = marginalProblem(buildModelFrame(clinicData(), spec), reml);
  const widths = frame.random.map(({ k }) => k);
  const nSets = design.groups.levels.length;
  const designs = clusterDesigns(source, design);
  const whole = new ClusterCriterion(source, structure, nSets, widths, reml);
  return {
    whole,
    own: new WoodburyCriterion(source, designs, structure, nSets, widths, reml),
    either: new WoodburyCriterion(source, designs, structure, nSets, widths, reml, () => whole),
  };
}

/** A point away from the optimum and from zero correlations. */
function pointFor(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, j) => 0.15 * Math.sin(3 * j + 1) + 0.1);
}

/** Every number of `b` is that of `a` up to a share of the largest. */
function expectClose(a: Float64Array, b: Float64Array): void {
  expect(b).toHaveLength(a.length);
  const size = a.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  a.forEach((value, i) => {
    expect(Math.abs(b[i] - value) / size).toBeLessThan(1e-10);
  });
}

function levelsOf(criterion: RandomCriterion): LevelProducts[] {
  const list: LevelProducts[] = [];
  criterion.eachLevel((level) => list.push(level));
  return list.sort((a, b) => a.term - b.term || a.row - b.row);
}

function expectSame(whole: RandomCriterion, own: RandomCriterion, theta: Float64Array): void {
  expect(own.count).toBe(whole.count);
  expectClose(Float64Array.of(whole.objective(theta)), Float64Array.of(own.objective(theta)));
  const [a, b] = [whole.derivatives(), own.derivatives()];
  expectClose(a.gradient, b.gradient);
  expectClose(a.hessian.dense(), b.hessian.dense());
  expectClose(a.expected.dense(), b.expected.dense());
  a.A.forEach((matrix, i) => {
    expectClose(matrix, b.A[i]);
  });
  expectClose(whole.whitenedRows(), own.whitenedRows());
  const C = Float64Array.from({ length: whole.count ** 2 }, (_, at) =>
    at % (whole.count + 1) === 0 ? 0.02 : 0.003 * Math.cos(Math.floor(at / whole.count) + (at % whole.count)),
  );
  const [p, q] = [whole.adjustment(C), own.adjustment(C)];
  expectClose(p.Q, q.Q);
  expectClose(p.R, q.R);
  const [l, m] = [levelsOf(whole), levelsOf(own)];
  expect(m.map(({ term, row }) => [term, row])).toEqual(l.map(({ term, row }) => [term, row]));
  l.forEach(({ residual, information }, i) => {
    expectClose(residual, m[i].residual);
    expectClose(information, m[i].information);
  });
}

const at = { subject: ['subject'], time: 'time' };
const named = residualStructures.filter((name) => name !== 'iid');

describe('cross-products of clusters give what their covariance matrices as a whole give', () => {
  it.each(named)('%s beside a random slope', (structure) => {
    const { whole, own } = both(
      'y ~ x + time * arm + (time | subject)',
      { structure, ...at, group: 'arm' },
      true,
    );
    expectSame(whole, own, pointFor(whole.count));
  });

  it.each([
    'y ~ x + (1 | clinic) + (1 | subject)',
    'y ~ x + time + (time | clinic) + (0 + x | subject)',
    'y ~ x + (1 | subject) + (1 | item)',
    'y ~ time + (x | item)',
  ])('%s by REML and ML', (formula) => {
    for (const reml of [true, false]) {
      for (const structure of ['car1', 'ante1', 'toep', 'un'] as const) {
        const { whole, own } = both(formula, { structure, ...at }, reml);
        expectSame(whole, own, pointFor(whole.count));
      }
    }
  });

  it('also where variances of random effects are zero', () => {
    const { whole, own } = both(
      'y ~ x + time + (time | clinic) + (1 | item)',
      { structure: 'ar1', ...at },
      true,
    );
    for (const zeros of [[2, 3, 4], [4], [5], [2, 3, 4, 5]]) {
      expectSame(
        whole,
        own,
        pointFor(whole.count).map((value, j) => (zeros.includes(j) ? 0 : value)),
      );
    }
  });
});

describe('where R itself is not positive definite', () => {
  // Correlations of neighbours and of the next but one that no residuals can have; the intercept makes up for them.
  const residual: Residual = { structure: 'toep', ...at };
  const theta = Float64Array.of(-1, -1, 0.4, -0.4, -0.4, 3);

  it('V as a whole takes over', () => {
    const { whole, own, either } = both('y ~ x + (1 | subject)', residual, true);
    expect(whole.objective(theta)).toBeLessThan(Infinity);
    expect(own.objective(theta)).toBe(Infinity);
    expectSame(whole, either, theta);
    expect(either.hasDefiniteResiduals).toBe(false);
    expect(either.objective(pointFor(whole.count))).toBe(own.objective(pointFor(whole.count)));
    expect(either.hasDefiniteResiduals).toBe(true);
  });
});

it('the way of less work is taken', () => {
  const criterionOf = (formula: string) =>
    marginalProblem(buildModelFrame(clinicData(), specOf(formula, { structure: 'ar1', ...at }, true)), true)
      .criterion;
  expect(criterionOf('y ~ x + (1 | subject)')).toBeInstanceOf(ClusterCriterion);
  expect(criterionOf('y ~ x + (1 | subject) + (1 | item)')).toBeInstanceOf(WoodburyCriterion);
});

describe('what cannot be handled is refused before the fit', () => {
  /** Three subjects at many times, each time with an item of its own. */
  const series = (length: number) => {
    const rows = Array.from({ length: 3 * length }, (_, i) => ({ s: i % 3, t: Math.floor(i / 3) }));
    return dataset([
      nominal(
        'subject',
        rows.map(({ s }) => 'abc'[s]),
      ),
      nominal(
        'item',
        rows.map(({ t }) => String(t)),
      ),
      continuous(
        'time',
        rows.map(({ t }) => t),
      ),
      continuous(
        'y',
        rows.map(({ s, t }) => Math.sin(s + t * t)),
      ),
    ]);
  };

  it.each([
    ['too-many-random-effects', 'y ~ 1 + (1 | item)', 'ar1', 2001],
    ['cluster-too-large', 'y ~ 1 + (1 | subject)', 'cs', 2001],
    ['too-many-random-effects', 'y ~ 1 + (1 | item)', 'ante1', 700],
  ] as const)('%s: %s beside %s', (code, formula, structure, length) => {
    const frame = buildModelFrame(series(length), specOf(formula, { structure, ...at }, true));
    expect(() => marginalProblem(frame, true)).toThrow(expect.objectContaining({ code }));
  });

  it('long series beside a random intercept are not', () => {
    const spec = specOf('y ~ 1 + (1 | subject)', { structure: 'ar1', ...at }, true);
    expect(marginalProblem(buildModelFrame(series(2001), spec), true).criterion).toBeInstanceOf(
      WoodburyCriterion,
    );
  });
});
