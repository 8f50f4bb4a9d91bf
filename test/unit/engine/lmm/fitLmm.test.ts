import { describe, expect, it } from 'vitest';
import { conditionalModes } from '../../../../src-main/engine/lmm/conditionalVariance.ts';
import { fitLmm } from '../../../../src-main/engine/lmm/fitLmm.ts';
import type { LmmFit } from '../../../../src-main/engine/lmm/fitLmm.ts';
import { vcovDerivatives } from '../../../../src-main/engine/lmm/vcovDerivatives.ts';
import type { ModelFrame } from '../../../../src-main/engine/frame/modelFrame.ts';
import { createWorkspace } from '../../../../src-main/engine/numerics/kernels/index.ts';
import { designs, handMadeFrame, uniform } from './designs.ts';

function fitted(frame: ModelFrame, reml = true, plain = false): LmmFit {
  const steps = fitLmm(frame, reml, createWorkspace({ plain }));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Balanced one-way data: a groups of m rows, with the ANOVA mean squares at hand. */
function oneWay(a: number, m: number, between: number): { frame: ModelFrame; msa: number; mse: number } {
  const random = uniform(a * 100 + m);
  const codes: number[] = [];
  const y: number[] = [];
  for (let g = 0; g < a; g++) {
    const effect = between * (random() - 0.5);
    for (let j = 0; j < m; j++) {
      codes.push(g);
      y.push(5 + effect + random());
    }
  }
  const mean = y.reduce((s, v) => s + v, 0) / y.length;
  const means = Array.from(
    { length: a },
    (_, g) => y.slice(g * m, (g + 1) * m).reduce((s, v) => s + v, 0) / m,
  );
  const msa = (m * means.reduce((s, v) => s + (v - mean) ** 2, 0)) / (a - 1);
  const mse = y.reduce((s, v, i) => s + (v - means[codes[i]]) ** 2, 0) / (a * (m - 1));
  const one = y.map(() => 1);
  return { frame: handMadeFrame(y, [one], [{ group: 'g', codes, columns: [one] }]), msa, mse };
}

describe('a balanced one-way layout has closed-form REML estimates', () => {
  it('when the groups differ: the ANOVA estimators', () => {
    const { frame, msa, mse } = oneWay(12, 5, 3);
    const fit = fitted(frame);
    expect(fit.sigma ** 2 / mse).toBeCloseTo(1, 7);
    expect(fit.psi[0][0] / ((msa - mse) / 5)).toBeCloseTo(1, 6);
    expect(fit.vcov[0] / (msa / 60)).toBeCloseTo(1, 7);
    fit.release();
  });

  it('when they do not: zero, with a positive derivative by the variance', () => {
    const { frame, msa, mse } = oneWay(8, 5, 0);
    expect(msa).toBeLessThan(mse); // otherwise this is not the case under test
    const fit = fitted(frame);
    expect(fit.theta).toEqual([0]);
    expect(fit.singularComponents).toEqual([{ group: 'g', terms: ['(Intercept)'], kind: 'zero-variance' }]);
    expect(fit.settled.boundaryEigenvalue).toBeGreaterThan(0);
    expect(vcovDerivatives(fit).certificate.boundaryEigenvalue).toBeGreaterThan(0);
    expect(
      conditionalModes(fit)[0]
        .modes.flat()
        .every((mode) => mode === 0),
    ).toBe(true);
    fit.release();
  });
});

describe.each(designs())('$name', ({ frame }) => {
  it('ends at a certified optimum within 15 iterations, whatever the kernels', () => {
    const fit = fitted(frame);
    expect(fit.optimum.converged).toBe(true);
    expect(fit.iterations).toBeLessThanOrEqual(15);
    const { certificate } = vcovDerivatives(fit);
    expect(certificate.decrement).toBeLessThan(1e-9);
    if (fit.settled.zeroColumns.length > 0) expect(certificate.boundaryEigenvalue).toBeGreaterThan(-1e-3);
    else expect(certificate.smallestEigenvalue).toBeGreaterThan(0);
    const plain = fitted(frame, true, true);
    expect(plain.minus2LogLik).toBe(fit.minus2LogLik);
    expect(plain.beta).toEqual(fit.beta);
    fit.release();
    plain.release();
  });

  it('does not change with the units of outcome and predictor', () => {
    const shift = 1e6;
    const scale = 1024;
    const other: ModelFrame = {
      ...frame,
      y: frame.y.map((value) => value * scale + shift),
      random: frame.random.map((design) => ({
        ...design,
        Z: design.Z.map((value, at) =>
          at < frame.n && design.names[0] === '(Intercept)' ? value : value * 4,
        ),
      })),
    };
    const fit = fitted(frame);
    const moved = fitted(other);
    const difference = moved.minus2LogLik - fit.minus2LogLik - 2 * fit.criterion.nu * Math.log(scale);
    expect(Math.abs(difference)).toBeLessThan(1e-6);
    expect(moved.sigma / fit.sigma / scale).toBeCloseTo(1, 5);
    fit.release();
    moved.release();
  });
});
