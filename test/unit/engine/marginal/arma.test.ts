import { expect, test } from 'vitest';
import { arma } from '../../../../src-main/engine/marginal/structures/arma.ts';

const T = 6;
const variance = new Float64Array(T).fill(1);

test('the start is the model whose correlations are those at all lags', () => {
  const structure = arma(T);
  const correlation = (a: number, b: number): number => 0.4 * 0.8 ** (Math.abs(a - b) - 1);
  const entry = structure.at(
    structure.start({ variance, correlation, adjacent: { correlation: 0.4, distance: 1 } }),
  );
  for (let lag = 1; lag < T; lag++) expect(entry.value(0, lag)).toBeCloseTo(correlation(0, lag), 10);
});

test('where only neighbours are known it is AR(1)', () => {
  const structure = arma(T);
  const correlation = (a: number, b: number): number => (Math.abs(a - b) === 1 ? 0.7 : Number.NaN);
  const entry = structure.at(
    structure.start({ variance, correlation, adjacent: { correlation: 0.7, distance: 1 } }),
  );
  for (let lag = 1; lag < T; lag++) expect(entry.value(0, lag)).toBeCloseTo(0.7 ** lag, 10);
});

test('the moving-average parameter is that of the correlation at lag 1', () => {
  const structure = arma(T);
  const theta = Float64Array.of(0.6, -0.9);
  const [phi, average] = structure.shown(['1', '2', '3', '4', '5', '6']).map((parameter) => {
    if (parameter.kind === 'own') return parameter.value(theta[parameter.j]);
    return parameter.kind === 'z' ? Math.tanh(parameter.of(theta).value) : NaN;
  });
  const gamma = ((1 + phi * average) * (phi + average)) / (1 + 2 * phi * average + average ** 2);
  expect(structure.at(theta).value(2, 3)).toBeCloseTo(gamma, 12);
  expect(structure.at(theta).value(2, 5)).toBeCloseTo(gamma * phi ** 2, 12);
});
