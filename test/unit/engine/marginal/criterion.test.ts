import { describe, expect, it } from 'vitest';
import { buildModelFrame } from '../../../../src-main/engine/frame/buildModelFrame.ts';
import { ClusterCriterion } from '../../../../src-main/engine/marginal/clusterCriterion.ts';
import { marginalProblem } from '../../../../src-main/engine/marginal/fitMarginal.ts';
import type {
  MarginalCriterion,
  MarginalDerivatives,
} from '../../../../src-main/engine/marginal/marginalCriterion.ts';
import { MarkovCriterion } from '../../../../src-main/engine/marginal/markovCriterion.ts';
import { OccasionCriterion } from '../../../../src-main/engine/marginal/occasionCriterion.ts';
import { randomNumbers } from '../../../../src-main/engine/numerics/random.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { residualStructures } from '../../../../src-shared/model/residualStructures.ts';

/** 24 subjects at up to 5 unequally spaced times, some missing; two groups. */
function dataset(): Dataset {
  const times = [0, 1, 2.5, 3, 7];
  const rows = Array.from({ length: 24 * 5 }, (_, i) => ({ subject: Math.floor(i / 5), t: i % 5, i })).filter(
    ({ i }) => i % 7 !== 3 && i % 11 !== 5,
  );
  const random = randomNumbers(3);
  const noise = (stream: number, i: number): number => random.normal(stream, i);
  const level = (count: number, prefix: string): string[] =>
    Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(2, '0')}`);
  return {
    name: 'd',
    nRows: rows.length,
    columns: [
      {
        name: 'y',
        kind: 'numeric',
        type: 'continuous',
        values: Float64Array.from(rows, ({ subject, t, i }) => 5 + t + 2 * noise(1, subject) + noise(2, i)),
      },
      {
        name: 'time',
        kind: 'numeric',
        type: 'continuous',
        values: Float64Array.from(rows, ({ t }) => times[t]),
      },
      {
        name: 'x',
        kind: 'numeric',
        type: 'continuous',
        values: Float64Array.from(rows, ({ i }) => noise(4, i)),
      },
      {
        name: 'subject',
        kind: 'categorical',
        type: 'nominal',
        levels: level(24, 's'),
        codes: Int32Array.from(rows, ({ subject }) => subject),
      },
      {
        name: 'arm',
        kind: 'categorical',
        type: 'nominal',
        levels: ['a', 'b'],
        codes: Int32Array.from(rows, ({ subject }) => subject % 2),
      },
    ],
  };
}

type Residual = NonNullable<ModelSpec['residual']>;

function problemOf(residual: Residual, formula = 'y ~ x + time * arm', reml = true) {
  const spec: ModelSpec = {
    formula,
    method: reml ? 'REML' : 'ML',
    df: 'satterthwaite',
    anova: 3,
    level: 0.95,
    residual,
  };
  return marginalProblem(buildModelFrame(dataset(), spec), reml);
}

/** A point away from the optimum and from zero correlations. */
function pointFor(criterion: MarginalCriterion): Float64Array {
  return Float64Array.from({ length: criterion.count }, (_, j) => 0.15 * Math.sin(3 * j + 1) + 0.1);
}

const step = 1e-5;

function expectDerivatives(criterion: MarginalCriterion): void {
  const theta = pointFor(criterion);
  const at = (j: number, by: number) => theta.map((value, i) => (i === j ? value + by : value));
  criterion.objective(theta);
  const { gradient, hessian: curvature } = criterion.derivatives();
  const hessian = curvature.dense();
  for (let j = 0; j < criterion.count; j++) {
    const up = criterion.objective(at(j, step));
    const slopesUp = criterion.derivatives().gradient;
    const down = criterion.objective(at(j, -step));
    const slopesDown = criterion.derivatives().gradient;
    const size = 1 + Math.abs(gradient[j]);
    expect((up - down) / (2 * step) / size).toBeCloseTo(gradient[j] / size, 5);
    for (let i = 0; i < criterion.count; i++) {
      const scale = 1 + Math.abs(hessian[j * criterion.count + i]);
      expect((slopesUp[i] - slopesDown[i]) / (2 * step) / scale).toBeCloseTo(
        hessian[j * criterion.count + i] / scale,
        5,
      );
    }
  }
}

function expectSame(one: MarginalCriterion, other: MarginalCriterion): void {
  const theta = pointFor(one);
  expect(other.count).toBe(one.count);
  expect(other.objective(theta)).toBeCloseTo(one.objective(theta), 8);
  const [a, b] = [one.derivatives(), other.derivatives()];
  const numbersOf = ({ gradient, hessian, expected }: MarginalDerivatives) => [
    ...gradient,
    ...hessian.dense(),
    ...expected.dense(),
  ];
  const numbers = numbersOf(b);
  numbersOf(a).forEach((value, i) => {
    expect(numbers[i]).toBeCloseTo(value, 7);
  });
  a.A.forEach((matrix, i) => {
    matrix.forEach((value, at) => {
      expect(b.A[i][at]).toBeCloseTo(value, 8);
    });
  });
  one.whitenedRows().forEach((value, i) => {
    expect(other.whitenedRows()[i]).toBeCloseTo(value, 8);
  });
  const C = Float64Array.from({ length: one.count ** 2 }, (_, at) =>
    at % (one.count + 1) === 0 ? 0.02 : 0.003,
  );
  const [p, q] = [one.adjustment(C), other.adjustment(C)];
  p.Q.forEach((value, i) => {
    expect(q.Q[i]).toBeCloseTo(value, 7);
    expect(q.R[i]).toBeCloseTo(p.R[i], 7);
  });
}

const named = residualStructures.filter((name) => name !== 'iid');
const at = { subject: ['subject'], time: 'time' };

describe.each(named)('%s', (structure) => {
  it('has the derivatives that differences of the criterion show, by REML and ML', () => {
    for (const reml of [true, false])
      expectDerivatives(problemOf({ structure, ...at }, undefined, reml).criterion);
  });

  it('is the same by entries and by clusters, with a set of parameters for each group', () => {
    const { source, structure: own } = problemOf({ structure, ...at, group: 'arm' });
    expectSame(
      new OccasionCriterion(source, own, 2, 5, true),
      new ClusterCriterion(source, own, 2, [], true),
    );
  });

  it('is the same where a subject has more rows than the model columns', () => {
    const { source, structure: own } = problemOf({ structure, ...at }, 'y ~ 1');
    expectSame(
      new OccasionCriterion(source, own, 1, 5, true),
      new ClusterCriterion(source, own, 1, [], true),
    );
  });

  it('begins at a valid covariance matrix', () => {
    const { criterion, structure: own } = problemOf({ structure, ...at });
    const theta = own.start({
      variance: Float64Array.of(1, 2, 1.5, 1, 3),
      correlation: (a, b) => (a === 0 && b === 4 ? -0.9 : 0.9),
      adjacent: { correlation: 0.4, distance: 1.5 },
    });
    expect(theta).toHaveLength(own.count);
    expect(theta.every(Number.isFinite)).toBe(true);
    if (structure !== 'toep' && structure !== 'toeph')
      expect(criterion.objective(theta)).toBeLessThan(Infinity);
  });
});

describe('Markov processes in pieces', () => {
  it.each(['ar1', 'arh1', 'car1', 'sp_exp', 'ante1', 'diag'] as const)(
    '%s as by whole subjects',
    (structure) => {
      const { source, design, structure: own } = problemOf({ structure, ...at, group: 'arm' });
      const whole = new ClusterCriterion(source, own, 2, [], true);
      expectSame(whole, new MarkovCriterion(source, design, own, 2, true));
    },
  );
});

describe('with random effects', () => {
  it('V is linear in Cov(b): no second derivative enters the Kenward-Roger adjustment', () => {
    const { criterion } = problemOf({ structure: 'ar1', ...at }, 'y ~ x + time + (time | subject)');
    criterion.objective(pointFor(criterion));
    const nResidual = 2;
    const among = (random: boolean): Float64Array =>
      Float64Array.from({ length: criterion.count ** 2 }, (_, index) => {
        const [i, j] = [index % criterion.count, Math.floor(index / criterion.count)];
        return (random ? Math.max(i, j) >= nResidual : Math.max(i, j) < nResidual) ? 0.02 : 0;
      });
    expect(criterion.adjustment(among(true)).R.every((value) => value === 0)).toBe(true);
    expect(criterion.adjustment(among(false)).R.every((value) => value !== 0)).toBe(true);
  });

  it.each(['y ~ x + time * arm + (time | subject)', 'y ~ x + time + (1 | subject) + (0 + x | arm)'])(
    '%s has the derivatives that differences show',
    (formula) => {
      expectDerivatives(problemOf({ structure: 'ar1', ...at }, formula).criterion);
      expectDerivatives(problemOf({ structure: 'arh1', ...at }, formula, false).criterion);
    },
  );
});
