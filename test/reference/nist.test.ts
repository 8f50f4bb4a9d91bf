import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fitOls, type OlsFit } from '../../src-main/engine/ols/fitOls.ts';
import { glance } from '../../src-main/engine/ols/glance.ts';
import { olsAnova } from '../../src-main/engine/ols/olsAnova.ts';
import { buildFrame } from '../helpers/buildFrame.ts';

/**
 * Certified values of the NIST Statistical Reference Datasets (https://www.itl.nist.gov/div898/strd/): linear least
 * squares (Longley, Filip, Wampler 1 to 5) and one-way analysis of variance (SmLs, Simon & Lesage 1989). The values of
 * the first three were confirmed in rational arithmetic by nist/exact.py.
 */

/** Log relative error: correct significant digits, at most 15. */
function digits(certified: number, got: number): number {
  const error = Math.abs(certified === 0 ? got : (got - certified) / certified);
  return error < 1e-15 ? 15 : -Math.log10(error);
}

const fewest = (certified: readonly number[], got: ArrayLike<number>): number =>
  Math.min(...certified.map((value, i) => digits(value, got[i])));

const standardErrors = (fit: OlsFit): number[] => {
  const p = fit.beta.length;
  return Array.from({ length: p }, (_, j) => Math.sqrt(fit.vcov[j * p + j]));
};

function readColumns(file: string): Record<string, number[]> {
  const [header, ...lines] = readFileSync(new URL(`nist/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  return Object.fromEntries(header.split(',').map((name, j) => [name, rows.map((row) => row[j])]));
}

describe('Longley', () => {
  const frame = buildFrame('y ~ x1 + x2 + x3 + x4 + x5 + x6', readColumns('longley.csv'));
  const fit = fitOls(frame);
  const certified = {
    beta: [
      -3482258.63459582, 15.0618722713733, -0.03581917929259, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ],
    se: [
      890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675,
      0.22607320006937, 455.478499142212,
    ],
  };

  test('coefficients and their standard errors', () => {
    expect(fewest(certified.beta, fit.beta)).toBeGreaterThan(9);
    expect(fewest(certified.se, standardErrors(fit))).toBeGreaterThan(9);
  });

  test('residual SD, R-squared and F', () => {
    const { sigma, r2, F, deviance } = glance(frame, fit);
    const got = [sigma, r2, F, deviance];
    expect(
      fewest([304.854073561965, 0.995479004577296, 330.285339234588, 836424.055505915], got),
    ).toBeGreaterThan(9);
  });
});

describe('Filip', () => {
  const powers = Array.from({ length: 9 }, (_, k) => `I(x^${k + 2})`).join(' + ');
  const frame = buildFrame(`y ~ x + ${powers}`, readColumns('filip.csv'));
  const certified = [
    -1467.4896142298, -2772.17959193342, -2316.37108160893, -1127.97394098372, -354.478233703349,
    -75.1242017393757, -10.8753180355343, -1.06221498588947, -0.0670191154593408, -0.00246781078275479,
    -0.0000402962525080404,
  ];

  test('coefficients, with a rank tolerance below the default', () => {
    const fit = fitOls(frame, 1e-13);
    expect(fewest(certified, fit.beta)).toBeGreaterThan(7);
    expect(digits(298.084530995537, standardErrors(fit)[0])).toBeGreaterThan(7);
    const { sigma, r2, F } = glance(frame, fit);
    expect(fewest([0.00334801051324544, 0.99672741618562, 2162.43954511489], [sigma, r2, F])).toBeGreaterThan(
      7,
    );
  });

  test("R's tolerance drops a power and says so", () => {
    const fit = fitOls(frame);
    expect(fit.kept.length).toBe(10);
    expect(fit.notices[0].message).toContain('x^10');
  });
});

describe('Wampler', () => {
  const x = Array.from({ length: 21 }, (_, i) => i);
  const delta = [
    759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048,
    2523, -2048, 2048, -2048, 759,
  ];
  const polynomial = (v: number): number => 1 + v + v ** 2 + v ** 3 + v ** 4 + v ** 5;
  const formula = 'y ~ x + I(x^2) + I(x^3) + I(x^4) + I(x^5)';
  const se = [
    2152.3262467817, 2363.55173469681, 779.343524331583, 101.47550755035, 5.64566512170752, 0.112324854679312,
  ];

  test('1 and 2: exact polynomials', () => {
    const first = fitOls(buildFrame(formula, { x, y: x.map(polynomial) }));
    expect(fewest([1, 1, 1, 1, 1, 1], first.beta)).toBeGreaterThan(9);
    const tenths = x.map(
      (v) => 1 + 0.1 * v + 0.01 * v ** 2 + 0.001 * v ** 3 + 0.0001 * v ** 4 + 0.00001 * v ** 5,
    );
    const second = fitOls(buildFrame(formula, { x, y: tenths }));
    expect(fewest([1, 0.1, 0.01, 0.001, 0.0001, 0.00001], second.beta)).toBeGreaterThan(11);
  });

  // The errors grow by a factor of 100 and so do the digits that cancel in the coefficients.
  test.each([
    { set: 3, factor: 1, least: 9 },
    { set: 4, factor: 100, least: 8 },
    { set: 5, factor: 10000, least: 6 },
  ])('$set: polynomial with errors times $factor', ({ factor, least }) => {
    const frame = buildFrame(formula, { x, y: x.map((v, i) => polynomial(v) + factor * delta[i]) });
    const fit = fitOls(frame);
    expect(fewest([1, 1, 1, 1, 1, 1], fit.beta)).toBeGreaterThan(least);
    expect(
      fewest(
        se.map((value) => value * factor),
        standardErrors(fit),
      ),
    ).toBeGreaterThan(12);
    expect(digits(2360.14502379268 * factor, fit.sigma)).toBeGreaterThan(12);
  });
});

describe('SmLs', () => {
  /** Nine treatments with r observations each: the mean first, then 0.1 below and above it in turn. */
  const means = [0.4, 0.3, 0.5, 0.3, 0.5, 0.3, 0.5, 0.3, 0.5];
  function tenths(r: number): { group: string[]; tenths: number[] } {
    const group: string[] = [];
    const values: number[] = [];
    means.forEach((mean, g) => {
      for (let i = 0; i < r; i++) {
        group.push(`treatment ${g + 1}`);
        values.push(Math.round(10 * mean) + (i === 0 ? 0 : i % 2 === 1 ? -1 : 1));
      }
    });
    return { group, tenths: values };
  }

  /** F, between and within sums of squares of the doubles themselves, in exact integer arithmetic (unit 2^-13). */
  function exactAnova(y: readonly number[], r: number): { F: number; between: number; within: number } {
    const units = y.map((value) => BigInt(value * 8192));
    const n = BigInt(y.length);
    const sums = means.map((_, g) => units.slice(g * r, (g + 1) * r).reduce((sum, value) => sum + value, 0n));
    const total = sums.reduce((sum, value) => sum + value, 0n);
    const squares = units.reduce((sum, value) => sum + value * value, 0n);
    const ofSums = sums.reduce((sum, value) => sum + value * value, 0n);
    const groups = BigInt(means.length);
    // Both times n: between = (groups * sum(S_g^2) - S^2) / n, within = (n * sum(y^2) - groups * sum(S_g^2)) / n.
    const between = groups * ofSums - total * total;
    const within = n * squares - groups * ofSums;
    const scale = Number(n) * 8192 ** 2;
    const ratio = Number((between * (n - groups) * 10n ** 18n) / (within * (groups - 1n))) / 1e18;
    return { F: ratio, between: Number(between) / scale, within: Number(within) / scale };
  }

  const cases = [
    { set: '01', constant: 1, r: 21, F: 21, least: 12 },
    { set: '02', constant: 1, r: 201, F: 201, least: 12 },
    { set: '03', constant: 1, r: 2001, F: 2001, least: 12 },
    { set: '04', constant: 1e6, r: 21, F: 21, least: 8 },
    { set: '06', constant: 1e6, r: 2001, F: 2001, least: 8 },
    { set: '07', constant: 1e12, r: 21, F: 21, least: 2 },
    { set: '09', constant: 1e12, r: 2001, F: 2001, least: 2 },
  ];

  test.each(cases)('$set: constant $constant, $r per treatment', ({ constant, r, F, least }) => {
    const data = tenths(r);
    const y = data.tenths.map((value) => constant + value / 10);
    const frame = buildFrame('y ~ group', { group: data.group, y });
    const fit = fitOls(frame);
    const [treatment, residual] = olsAnova(frame.fixed, fit, 1, null);
    const got = [treatment.F, treatment.sumSq!, residual.sumSq!];
    const certified = [F, (8 * F) / 100, (r - 1) * 9 * 0.01];
    expect(fewest(certified, got)).toBeGreaterThan(least);
    // 1e12 + 0.4 is stored as 1e12 + 0.40002, so that the doubles themselves have another F than the certified
    // decimal data: against their own F the fit keeps its digits.
    if (constant === 1e12) expect(fewest(Object.values(exactAnova(y, r)), got)).toBeGreaterThan(12);
  });
});
