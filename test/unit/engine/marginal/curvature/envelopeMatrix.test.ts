import { describe, expect, it } from 'vitest';
import { optimise } from '../../../../../src-main/engine/analyses/marginal/refitter.ts';
import { buildModelFrame } from '../../../../../src-main/engine/frame/buildModelFrame.ts';
import { contrastDf } from '../../../../../src-main/engine/inference/denominatorDf.ts';
import { ClusterCriterion } from '../../../../../src-main/engine/marginal/clusterCriterion.ts';
import { EnvelopeMatrix } from '../../../../../src-main/engine/marginal/curvature/envelopeMatrix.ts';
import { parameterPlaces } from '../../../../../src-main/engine/marginal/curvature/parameterPlaces.ts';
import { fitAt, marginalProblem } from '../../../../../src-main/engine/marginal/fitMarginal.ts';
import type { MarginalFit } from '../../../../../src-main/engine/marginal/fitMarginal.ts';
import { marginalEstimates } from '../../../../../src-main/engine/marginal/marginalEstimates.ts';
import { markovPieces } from '../../../../../src-main/engine/marginal/markovPieces.ts';
import { residualParameters } from '../../../../../src-main/engine/marginal/residualCovariance.ts';
import { randomNumbers } from '../../../../../src-main/engine/numerics/random.ts';
import type { ModelSpec } from '../../../../../src-shared/model/modelSpec.ts';
import { buildDataset } from '../../../../helpers/buildDataset.ts';

const random = randomNumbers(21);
const [nSubjects, T] = [24, 30];
/** Some rows are missing, so that neighbouring rows lie up to four occasions apart. */
const rows = Array.from({ length: nSubjects * T }, (_, i) => ({ s: Math.floor(i / T), t: i % T, i })).filter(
  ({ s, t, i }) => i % 9 !== 4 && !(s % 5 === 2 && t % 10 > 6),
);
const e: number[][] = [];
for (let s = 0; s < nSubjects; s++) {
  e.push([]);
  for (let t = 0; t < T; t++) e[s].push((t === 0 ? 0 : 0.7 * e[s][t - 1]) + random.normal(s, t));
}
const data = buildDataset({
  y: rows.map(({ s, t }) => 2 + 0.1 * t + (s % 2) + e[s][t] * (1 + t / T)),
  x: rows.map(({ i }) => random.normal(100, i)),
  arm: rows.map(({ s }) => (s % 2 === 0 ? 'a' : 'b')),
  subject: rows.map(({ s }) => `s${String(s).padStart(2, '0')}`),
  t: rows.map(({ t }) => t),
});

type Structure = NonNullable<ModelSpec['residual']>['structure'];

function specOf(structure: Structure, method: 'REML' | 'ML', grouped: boolean): ModelSpec {
  const residual = { structure, subject: ['subject'], time: 't', ...(grouped ? { group: 'arm' } : {}) };
  return { formula: 'y ~ x + arm * t', method, df: 'satterthwaite', anova: 3, level: 0.95, residual };
}

/** The same fit with all second derivatives, and with those in an envelope. */
function bothFits(spec: ModelSpec): MarginalFit[] {
  const model = marginalProblem(buildModelFrame(data, spec), spec.method === 'REML');
  const { source, design, structure } = model;
  const nSets = design.groups.levels.length;
  const pieces = markovPieces(source, design);
  const places = parameterPlaces(pieces, structure, nSets);
  const start = new Float64Array(structure.count * nSets).map((_, j) => (j % structure.count < T ? -3 : 0.3));
  return [undefined, () => new EnvelopeMatrix(places)].map((emptyMatrix) => {
    const criterion = new ClusterCriterion(pieces, structure, nSets, [], spec.method === 'REML', emptyMatrix);
    return fitAt({ ...model, criterion }, optimise({ criterion }, start));
  });
}

describe.each([
  ['ante1', 'REML', false],
  ['ante1', 'ML', true],
  ['arh1', 'REML', true],
  ['diag', 'REML', false],
] as const)('%s by %s, sets by group: %s', (structure, method, grouped) => {
  const spec = specOf(structure, method, grouped);
  const [dense, sparse] = bothFits(spec);

  it('ends at the same optimum', () => {
    expect(sparse.optimum.converged).toBe(true);
    expect(sparse.optimum.iterations).toBe(dense.optimum.iterations);
    expect(sparse.minus2LogLik).toBeCloseTo(dense.minus2LogLik, 9);
    sparse.optimum.theta.forEach((value, j) => {
      expect(value).toBeCloseTo(dense.optimum.theta[j], 9);
    });
    const [a, b] = [dense, sparse].map(({ optimum }) => optimum.derivatives);
    const entries = a.hessian.dense();
    b.hessian.dense().forEach((value, at) => {
      expect(value).toBeCloseTo(entries[at], 7);
    });
    expect(b.hessian.smallestEigenvalue() / a.hessian.smallestEigenvalue()).toBeCloseTo(1, 2);
  });

  it('gives the same standard errors and degrees of freedom', () => {
    const [a, b] = [dense, sparse].map((fit) => marginalEstimates(fit, spec));
    a.beta.forEach((_, j) => {
      const c = a.beta.map((__, i) => (i === j ? 1 : 0.1));
      expect(contrastDf(b, c) / contrastDf(a, c)).toBeCloseTo(1, 9);
    });
    const [own, other] = [a, b].map(({ derivatives }, k) =>
      residualParameters([dense, sparse][k], derivatives!.covariance, 0.95),
    );
    own.forEach(({ se, lower }, j) => {
      expect(other[j].se / se).toBeCloseTo(1, 9);
      expect(other[j].lower / lower).toBeCloseTo(1, 8);
    });
    // Far from each other in the envelope.
    const [one, two] = [a, b].map(({ derivatives }) => derivatives!.covariance.entry(0, T - 1));
    expect(two).toBeCloseTo(one, 11);
  });

  it('stores a few entries for each parameter', () => {
    const { source, design, structure: own } = dense;
    const nSets = design.groups.levels.length;
    const { envelope } = parameterPlaces(markovPieces(source, design), own, nSets);
    expect(envelope.length).toBeLessThan(10 * own.count * nSets);
  });
});

describe('what is not positive definite', () => {
  const { source, design, structure } = marginalProblem(
    buildModelFrame(data, specOf('ante1', 'ML', false)),
    false,
  );
  const matrix = new EnvelopeMatrix(parameterPlaces(markovPieces(source, design), structure, 1));
  for (let j = 0; j < matrix.size; j++) matrix.add(j, j, 2);
  matrix.add(0, T, 1);
  const g = new Float64Array(matrix.size).fill(1);

  it('is told by the part that belongs to single occasions, and by the common one', () => {
    expect(matrix.solve(g, 0)?.[0]).toBeCloseTo(1 / 3, 12);
    expect(matrix.smallestEigenvalue()).toBeCloseTo(0.5, 10);
    matrix.subtractProducts(Array.from(g, (_, j) => Float64Array.of(j < 2 ? 1.2 : 0)));
    expect(matrix.solve(g, 0)).toBeNull();
    // (0, 1): 2 - 1.44 on the diagonal, -1.44 beside it.
    expect(matrix.smallestEigenvalue()).toBeLessThan(-1);
    expect(matrix.inverse(2).form(g)).toBeNaN();
    expect(matrix.inverse(2).entry(0, 0)).toBeNaN();
    expect(matrix.floored(g.map(() => 9)).solve(g, 0)).not.toBeNull();
  });
});
