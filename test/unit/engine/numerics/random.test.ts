import { describe, expect, it } from 'vitest';
import { chiSquaredSf } from '../../../../src-main/engine/numerics/distributions/chiSquared.ts';
import { fastNormalQuantile } from '../../../../src-main/engine/numerics/distributions/fastNormalQuantile.ts';
import { normalCdf, normalQuantile } from '../../../../src-main/engine/numerics/distributions/normal.ts';
import { philox } from '../../../../src-main/engine/numerics/philox.ts';
import { randomNumbers } from '../../../../src-main/engine/numerics/random.ts';

describe('philox', () => {
  const hex = (counter: number[], key: number[]): string[] => {
    const out = new Int32Array(4);
    philox(out, counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
    return Array.from(out, (word) => (word >>> 0).toString(16).padStart(8, '0'));
  };

  // The known answers that come with Random123 (kat_vectors, philox4x32 with 10 rounds).
  it.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      '408f276d 41c83b0e a20bc7c6 6d5451fd',
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ])('gives the known answer for %j', (counter, key, answer) => {
    expect(hex(counter, key).join(' ')).toBe(answer);
  });
});

describe('fastNormalQuantile', () => {
  it('equals the exact quantile to 1e-15 from the centre to the last uniform', () => {
    const tails = Array.from({ length: 51 }, (_, i) => 2 ** -(i + 3));
    const centre = Array.from({ length: 97 }, (_, i) => (i + 1.5) / 100);
    for (const p of [...tails, ...tails.map((tail) => 1 - tail), ...centre]) {
      const exact = normalQuantile(p);
      expect(Math.abs(fastNormalQuantile(p) - exact)).toBeLessThanOrEqual(1e-15 * Math.abs(exact));
    }
  });
});

describe('randomNumbers', () => {
  const draws = 20_000;
  /** Kolmogorov-Smirnov distance of draws from their distribution. */
  const distance = (values: number[], cdf: (x: number) => number): number => {
    const u = values.map(cdf).sort((a, b) => a - b);
    return Math.max(...u.map((value, i) => Math.max((i + 1) / u.length - value, value - i / u.length)));
  };
  /** Exceeded with probability 1e-4. */
  const critical = Math.sqrt(Math.log(2 / 1e-4) / 2 / draws);

  it('gives the same number at an address whatever was asked before', () => {
    const one = randomNumbers(42);
    const other = randomNumbers(42);
    const filled = new Float64Array(7);
    one.chiSquared(5, 0, 9);
    one.fillNormals(filled, 3);
    const single = Array.from({ length: 7 }, (_, i) => other.normal(3, 6 - i)).reverse();
    expect(Array.from(filled)).toEqual(single);
    expect(one.chiSquared(8, 2, 1.5)).toBe(other.chiSquared(8, 2, 1.5));
  });

  it('gives other numbers for another seed, also beyond 32 bits, another replicate and another position', () => {
    const values = [
      randomNumbers(1).normal(0, 0),
      randomNumbers(2 ** 32 + 1).normal(0, 0),
      randomNumbers(1).normal(1, 0),
      randomNumbers(1).normal(0, 1),
      randomNumbers(1).normal(0, 2),
    ];
    expect(new Set(values).size).toBe(values.length);
    expect(() => randomNumbers(-1)).toThrow(/seed/);
    expect(() => randomNumbers(0.5)).toThrow(/seed/);
  });

  it('draws from the standard normal distribution, across replicates and positions', () => {
    const random = randomNumbers(7);
    const values = Array.from({ length: draws }, (_, i) => random.normal(i % 100, Math.floor(i / 100)));
    expect(distance(values, normalCdf)).toBeLessThan(critical);
  });

  it.each([0.7, 1, 2, 5, 143])('draws from the chi-squared distribution with %d df', (df) => {
    const random = randomNumbers(11);
    const values = Array.from({ length: draws }, (_, i) => random.chiSquared(i, 0, df));
    expect(distance(values, (x) => 1 - chiSquaredSf(x, df))).toBeLessThan(critical);
  });

  it('gives 0 for no degrees of freedom', () => {
    expect(randomNumbers(1).chiSquared(0, 0, 0)).toBe(0);
  });
});
