import { describe, expect, it } from 'vitest';
import type { ModelFrame } from '../../../../src-main/engine/frame/modelFrame.ts';
import { fitOls } from '../../../../src-main/engine/ols/fitOls.ts';
import { effects } from '../../../../src-main/engine/postfit/effects/effects.ts';
import type { Effect } from '../../../../src-shared/model/fitResult.ts';
import { buildFrame } from '../../../helpers/buildFrame.ts';

/** Effects of a least-squares fit; modes of random terms as given, else zero. */
function effectsOf(frame: ModelFrame, modes?: Float64Array[]): Effect[] {
  const fit = fitOls(frame);
  const estimates = {
    beta: fit.beta,
    vcov: fit.vcov,
    derivatives: null,
    dfResidual: fit.dfResidual,
    dfMethod: 'satterthwaite',
  } as const;
  const zero = frame.random.map(({ levels, k }) => new Float64Array(levels.length * k));
  return effects(frame, fit.qr, estimates, modes ?? zero);
}

const rows = Array.from({ length: 24 }, (_, i) => i);
const data = {
  x: rows.map((i) => 1 + (i % 6)),
  f: rows.map((i) => (i % 4 === 0 ? 'low' : 'high')),
  h: rows.map((i) => ['p', 'q', 'r'][i % 3]),
  z: rows.map((i) => (i * 7) % 11),
  g: rows.map((i) => `g${Math.floor(i / 6) + 1}`),
};
const noise = rows.map((i) => Math.sin(12.9898 * i));
const y = rows.map((i) => 10 + 2 * data.x[i] + (data.f[i] === 'high' ? 3 : 0) + noise[i]);

describe('effects', () => {
  it('pictures the terms that are not part of a larger one, at the mean of other covariates', () => {
    const frame = buildFrame('y ~ x * f + z', { ...data, y });
    const pictures = effectsOf(frame);
    expect(pictures.map(({ term }) => term)).toEqual(['z', 'x:f']);
    const [, interaction] = pictures;
    expect(interaction.x).toEqual({ variable: 'x', kind: 'continuous' });
    expect(interaction.curves.map(({ by }) => by)).toEqual([
      [{ variable: 'f', value: 'low' }],
      [{ variable: 'f', value: 'high' }],
    ]);
    const mean = data.z.reduce((sum, value) => sum + value, 0) / 24;
    expect(interaction.heldAt).toEqual([{ variable: 'z', value: expect.closeTo(mean, 12) as number }]);
    const { beta } = fitOls(frame);
    const [atLow] = interaction.curves[0].x as number[];
    const names = frame.fixed.names;
    const coefficient = (name: string): number => beta[names.indexOf(name)];
    expect(interaction.curves[0].estimate[0]).toBeCloseTo(
      coefficient('(Intercept)') + coefficient('x') * atLow + coefficient('z') * mean,
      10,
    );
  });

  it('averages other factors with equal weights', () => {
    const frame = buildFrame('y ~ x + f', { ...data, y });
    const [ofX] = effectsOf(frame);
    const { beta } = fitOls(frame);
    expect(ofX.heldAt).toEqual([{ variable: 'f', value: 'averaged over levels' }]);
    expect(ofX.curves[0].estimate[0]).toBeCloseTo(beta[0] + beta[1] * 1 + beta[2] / 2, 12);
  });

  it('has a band that is narrowest near the mean of x', () => {
    const [{ curves }] = effectsOf(buildFrame('y ~ x', { ...data, y }));
    const widths = curves[0].upper.map((upper, i) => upper - curves[0].lower[i]);
    expect(widths.length).toBe(25);
    expect(widths.indexOf(Math.min(...widths))).toBe(12);
  });

  it('moves a variable and its square together', () => {
    const pictures = effectsOf(
      buildFrame('y ~ x + I(x^2)', { ...data, y: data.x.map((v, i) => v ** 2 + 0.01 * noise[i]) }),
    );
    expect(pictures.map(({ term }) => term)).toEqual(['x']);
    const { x: at, estimate } = pictures[0].curves[0];
    expect(estimate[10]).toBeCloseTo(Number(at[10]) ** 2, 1);
  });

  it('shows at most 12 curves and says what it held', () => {
    const large = Array.from({ length: 160 }, (_, i) => i);
    const frame = buildFrame('y ~ x * f * many', {
      x: large.map((i) => Math.floor(i / 16)),
      f: large.map((i) => (Math.floor(i / 8) % 2 === 0 ? 'low' : 'high')),
      many: large.map((i) => `level ${i % 8}`),
      y: large.map((i) => Math.sin(i)),
    });
    const [picture] = effectsOf(frame);
    expect(picture.curves.map(({ by }) => by[0].value)).toEqual(['low', 'high']);
    expect(picture.heldAt).toContainEqual({ variable: 'many', value: 'averaged over levels' });
  });

  it('leaves out combinations that were never observed', () => {
    const f = rows.map((i) => (data.h[i] === 'r' ? 'low' : data.f[i]));
    const [picture] = effectsOf(buildFrame('y ~ f * h', { ...data, f, y }));
    expect(picture.x.variable).toBe('h');
    expect(picture.curves.map(({ by, x }) => [by[0].value, x])).toEqual([
      ['low', ['p', 'q', 'r']],
      ['high', ['p', 'q']],
    ]);
  });

  it('keeps the offset at its mean', () => {
    const known = rows.map((i) => (i < 12 ? 5 : 7));
    const shifted = y.map((value, i) => value + known[i]);
    const [plain] = effectsOf(buildFrame('y ~ x', { ...data, y }));
    const [moved] = effectsOf(buildFrame('y ~ x', { ...data, y: shifted, known }, { offset: 'known' }));
    expect(moved.curves[0].estimate[7]).toBeCloseTo(plain.curves[0].estimate[7] + 6, 10);
  });

  it('draws clusters at their modes over their own values of x', () => {
    const x = rows.map((i) => (i % 6) + Math.floor(i / 6));
    const frame = buildFrame('y ~ x + (x | g)', { ...data, x, y });
    const modes = Float64Array.of(1, -1, 2, -2, 0.5, 0, 0, -0.5);
    const [{ clusters }] = effectsOf(frame, [modes]);
    const { beta } = fitOls(frame);
    expect(clusters?.group).toBe('g');
    expect(clusters?.lines.map(({ level, x: at }) => [level, at])).toEqual([
      ['g1', [0, 5]],
      ['g2', [1, 6]],
      ['g3', [2, 7]],
      ['g4', [3, 8]],
    ]);
    const last = clusters!.lines[3];
    expect(last.fitted[1]).toBeCloseTo(beta[0] - 2 + (beta[1] - 0.5) * 8, 12);
  });

  it('adds the modes of all random terms that a cluster settles', () => {
    // Six rows per cluster, two for each level of h: (1 | g:h) is settled by the cluster and the level of x.
    const frame = buildFrame('y ~ h + (1 | g/h)', { ...data, y });
    const modes = frame.random.map(({ levels }) => Float64Array.from(levels, (_, i) => i + 1));
    const [{ clusters }] = effectsOf(frame, modes);
    const { beta } = fitOls(frame);
    const interaction = frame.random.findIndex(({ levels }) => levels.length === 12);
    const line = clusters!.lines[1];
    expect([clusters!.group, line.level, line.x]).toEqual(['g', 'g2', ['p', 'q', 'r']]);
    const own =
      frame.random[interaction].levels.findIndex((level) => level.includes('g2') && level.includes('q')) + 1;
    expect(line.fitted[1]).toBeCloseTo(beta[0] + beta[1] + 2 + own, 12);
  });

  it('has no cluster lines where x does not vary within clusters, and at most 60 otherwise', () => {
    const between = data.g.map((name) => Number(name.slice(1)));
    expect(effectsOf(buildFrame('y ~ between + (1 | g)', { ...data, between, y }))[0].clusters).toBeNull();

    const large = Array.from({ length: 300 }, (_, i) => i);
    const frame = buildFrame('y ~ x + (1 | g)', {
      y: large.map((i) => Math.sin(i)),
      x: large.map((i) => i % 3),
      g: large.map((i) => `c${Math.floor(i / 3)}`),
    });
    const modes = Float64Array.from({ length: 100 }, (_, i) => Math.cos(i));
    const [{ clusters }] = effectsOf(frame, [modes]);
    expect(clusters?.lines.length).toBe(60);
    expect(new Set(clusters?.lines.map(({ level }) => level)).size).toBe(60);
  });
});
