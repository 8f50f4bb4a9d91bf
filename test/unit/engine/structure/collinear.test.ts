import { describe, expect, it } from 'vitest';
import { findCollinear } from '../../../../src-main/engine/structure/collinear.ts';
import { continuous, nominal } from '../../../helpers/datasets.ts';

const n = 60;
/** Columns without a simple relation to each other. */
const wave = (frequency: number) =>
  Array.from({ length: n }, (_, i) => Math.sin(frequency * (i + 1)) + 0.3 * Math.cos(i * i));
const a = wave(0.7);
const b = wave(1.9);
const c = wave(3.3);
const mix = (...parts: [number, number[]][]) =>
  Array.from({ length: n }, (_, i) => parts.reduce((sum, [weight, x]) => sum + weight * x[i], 0));

describe('collinear predictors', () => {
  it('are not found among unrelated ones', () => {
    expect(findCollinear([continuous('a', a), continuous('b', b), continuous('c', c)])).toEqual([]);
  });

  it('that are exact name the last one and those it is made of', () => {
    const sum = continuous('sum', mix([2, a], [-0.5, b]));
    const columns = [continuous('a', a), continuous('c', c), continuous('b', b), sum];
    expect(findCollinear(columns)).toEqual([{ variable: 'sum', by: ['a', 'b'], vif: Infinity }]);
  });

  it('are found whatever the units', () => {
    const far = continuous(
      'far',
      mix([1e-9, a]).map((x) => 1e6 + x * 1e9),
    );
    const tiny = continuous(
      'tiny',
      a.map((x) => x * 1e-300),
    );
    expect(findCollinear([far, tiny])).toEqual([
      { variable: 'tiny', by: ['far'], vif: expect.any(Number) as number },
    ]);
  });

  it('that are near have their variance inflation, and the fewest that explain it', () => {
    const near = mix([1, a], [0.05, c]);
    const [found, ...others] = findCollinear([
      continuous('a', a),
      continuous('b', b),
      continuous('near', near),
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ variable: 'near', by: ['a'] });
    // R: summary(lm(near ~ a + b))$r.squared gives the same 1 / (1 - R^2); by the definition here:
    expect(found.vif).toBeCloseTo(inflation(near, [a, b]), 6);
  });

  it('just below the limit are not told', () => {
    expect(findCollinear([continuous('a', a), continuous('x', mix([1, a], [0.4, c]))])).toEqual([]);
  });

  it('that a factor determines name the factor', () => {
    const days = Array.from({ length: n }, (_, i) => i % 5);
    const day = nominal(
      'day',
      days.map((value) => `day ${value}`),
    );
    expect(findCollinear([continuous('Days', days), day, continuous('a', a)])).toEqual([
      { variable: 'Days', by: ['day'], vif: Infinity },
    ]);
  });

  it('do not include constants or what a key determines', () => {
    const key = nominal(
      'key',
      a.map((_, i) => `k${i}`),
    );
    const columns = [
      continuous('a', a),
      continuous(
        'one',
        a.map(() => 0.1),
      ),
      key,
    ];
    expect(findCollinear(columns)).toEqual([]);
  });
});

/** 1 / (1 - R^2) by Gram-Schmidt on centred columns. */
function inflation(y: readonly number[], others: readonly (readonly number[])[]): number {
  const centred = [...others, y].map((x) => x.map((value) => value - x.reduce((s, v) => s + v, 0) / n));
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((s, x, i) => s + x * v[i], 0);
  const total = dot(centred[others.length], centred[others.length]);
  const basis: number[][] = [];
  for (const x of centred) {
    basis.push(basis.reduce((rest, q) => rest.map((v, i) => v - (dot(rest, q) / dot(q, q)) * q[i]), [...x]));
  }
  return total / dot(basis[others.length], basis[others.length]);
}
