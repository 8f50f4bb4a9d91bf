import { expect, test } from 'vitest';
import { gaussLegendre } from '../../../../../src-main/engine/numerics/special/gaussLegendre.ts';

test('n nodes integrate polynomials of degree 2 n - 1', () => {
  const { nodes, weights } = gaussLegendre(6);
  for (let degree = 0; degree <= 11; degree++) {
    const integral = weights.reduce((sum, weight, i) => sum + weight * nodes[i] ** degree, 0);
    expect(integral).toBeCloseTo(1 / (degree + 1), 15);
  }
});
