import { describe, expect, it } from 'vitest';
import {
  rowSimulator,
  sufficientSimulator,
} from '../../../../../src-main/engine/analyses/bootstrap/simulateProducts.ts';
import { emptyProducts } from '../../../../../src-main/engine/lmm/responseProducts.ts';
import { chiSquaredCdf } from '../../../../../src-main/engine/numerics/distributions/chiSquared.ts';
import { normalCdf } from '../../../../../src-main/engine/numerics/distributions/normal.ts';
import { randomNumbers } from '../../../../../src-main/engine/numerics/random.ts';
import { referenceData } from '../../../../helpers/datasets.ts';
import { distance, fitted, largestDistance } from './fitted.ts';

const simulators = { rows: rowSimulator, 'sufficient statistics': sufficientSimulator };

describe.each(Object.entries(simulators))('outcomes drawn by %s', (_, simulatorOf) => {
  const draws = 4000;

  it('have the exact distribution of the mean squares of a balanced one-way layout', () => {
    const fit = fitted(referenceData('dyestuff'), 'Yield ~ 1 + (1 | Batch)');
    const { A } = fit.criterion;
    const levels = A.blocks[0].nLevels;
    const size = A.n / levels;
    const simulate = simulatorOf(fit);
    const products = emptyProducts(A);
    const random = randomNumbers(3);
    const sigma2 = fit.sigma ** 2 / fit.problem.scale ** 2;
    const between = sigma2 * (1 + (size * fit.psi[0][0]) / fit.sigma ** 2);
    const found: { mean: number; between: number; within: number }[] = [];
    for (let i = 0; i < draws; i++) {
      simulate(random, i, products);
      let levelMeans = 0;
      products.Zy.forEach((sum, l) => (levelMeans += sum ** 2 / A.diagonal[l]));
      const mean = products.Qy[0];
      found.push({
        mean: mean / Math.sqrt(between),
        between: (levelMeans - mean ** 2) / between,
        within: (products.yy - levelMeans) / sigma2,
      });
    }
    const allowed = largestDistance(draws);
    const of = (name: 'mean' | 'between' | 'within') => found.map((draw) => draw[name]);
    expect(distance(of('mean'), normalCdf)).toBeLessThan(allowed);
    expect(distance(of('between'), (x) => chiSquaredCdf(x, levels - 1))).toBeLessThan(allowed);
    expect(distance(of('within'), (x) => chiSquaredCdf(x, A.n - levels))).toBeLessThan(allowed);
    // Independent: 3.9 standard errors of a correlation, exceeded with probability 1e-4
    const probability = found.map((draw) => [
      chiSquaredCdf(draw.between, levels - 1),
      chiSquaredCdf(draw.within, A.n - levels),
    ]);
    const covariance = probability.reduce((sum, [u, v]) => sum + (u - 0.5) * (v - 0.5), 0) / draws;
    expect(Math.abs(12 * covariance)).toBeLessThan(3.9 / Math.sqrt(draws));
  });

  it('have the covariance of the model, with slopes, weights and crossed groupings', () => {
    const fit = fitted(
      referenceData('sleepstudy-weights'),
      'Reaction ~ Days + (Days | Subject) + (1 | Days)',
      { weights: 'w' },
    );
    const { criterion, problem, sigma } = fit;
    const { A } = criterion;
    const { Q, rank: r } = problem.qr;
    const simulate = simulatorOf(fit);
    const products = emptyProducts(A);
    const random = randomNumbers(4);
    const scaled = sigma / problem.scale;
    // Var(c'y) for c = Z s + Q t is |T'Z'c|^2 + |c|^2, in units of sigma^2; E y'y = trace.
    const s = Array.from({ length: products.Zy.length }, (_, i) => Math.sin(i + 1));
    const c = new Float64Array(A.n);
    const T = criterion.matrices(fit.settled.theta);
    let start = 0;
    for (const { k, nLevels, codes, Z } of A.blocks) {
      for (let row = 0; row < A.n; row++) {
        for (let j = 0; j < k; j++) c[row] += Z[row * k + j] * s[start + codes[row] * k + j];
      }
      start += k * nLevels;
    }
    for (let row = 0; row < A.n; row++) for (let q = 0; q < r; q++) c[row] += (q + 1) * Q[q * A.n + row];
    let variance = c.reduce((sum, value) => sum + value ** 2, 0);
    let trace = A.n;
    A.blocks.forEach(({ k, nLevels, codes, Z }, b) => {
      const Zc = new Float64Array(k * nLevels);
      for (let row = 0; row < A.n; row++) {
        for (let j = 0; j < k; j++) Zc[codes[row] * k + j] += Z[row * k + j] * c[row];
        for (let j = 0; j < k; j++) {
          let z = 0;
          for (let i = j; i < k; i++) z += T[b][j * k + i] * Z[row * k + i];
          trace += z ** 2;
        }
      }
      for (let level = 0; level < nLevels; level++) {
        for (let j = 0; j < k; j++) {
          let sum = 0;
          for (let i = j; i < k; i++) sum += T[b][j * k + i] * Zc[level * k + i];
          variance += sum ** 2;
        }
      }
    });
    const standardised: number[] = [];
    const squares: number[] = [];
    for (let i = 0; i < draws; i++) {
      simulate(random, i, products);
      let sum = 0;
      s.forEach((value, at) => (sum += value * products.Zy[at]));
      products.Qy.forEach((value, q) => (sum += (q + 1) * value));
      standardised.push(sum / (scaled * Math.sqrt(variance)));
      squares.push(products.yy / scaled ** 2);
    }
    expect(distance(standardised, normalCdf)).toBeLessThan(largestDistance(draws));
    const mean = squares.reduce((sum, value) => sum + value, 0) / draws;
    const sd = Math.sqrt(squares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws);
    expect(Math.abs(mean - trace)).toBeLessThan((3.9 * sd) / Math.sqrt(draws));
  });
});
