import { describe, expect, it } from 'vitest';
import { deviationsOf } from '../../../../../src-main/engine/analyses/marginal/simulate.ts';
import { buildModelFrame } from '../../../../../src-main/engine/frame/buildModelFrame.ts';
import { ClusterCriterion } from '../../../../../src-main/engine/marginal/clusterCriterion.ts';
import { fitMarginal } from '../../../../../src-main/engine/marginal/fitMarginal.ts';
import type { MarginalFit } from '../../../../../src-main/engine/marginal/fitMarginal.ts';
import { WoodburyCriterion } from '../../../../../src-main/engine/marginal/woodbury/woodburyCriterion.ts';
import type { RandomNumbers } from '../../../../../src-main/engine/numerics/random.ts';
import { modelSpecSchema } from '../../../../../src-shared/model/modelSpec.ts';
import { clinicData } from '../../../../helpers/clinicData.ts';
import { drain } from '../../../../helpers/drain.ts';

/** Normals of a replicate: 1 at its number, 0 elsewhere. */
const unitVectors = {
  fillNormals: (out: Float64Array, replicate: number) => {
    out.fill(0);
    out[replicate] = 1;
  },
} as RandomNumbers;

/** The covariance of what is drawn, which is linear in the normals. */
function covariance(fit: MarginalFit, nNormals: number): Float64Array {
  const { n } = fit.source;
  const draw = deviationsOf(fit);
  const V = new Float64Array(n * n);
  for (let i = 0; i < nNormals; i++) {
    const y = draw(unitVectors, i);
    for (let b = 0; b < n; b++) for (let a = 0; a < n; a++) V[b * n + a] += y[a] * y[b];
  }
  return V;
}

describe('effects and residuals are drawn apart as the clusters would be as a whole', () => {
  it.each(['ar1', 'arh1', 'toep'] as const)('%s', (structure) => {
    const formula = 'y ~ x + (time | clinic) + (1 | item)';
    const residual = { structure, subject: ['subject'], time: 'time' };
    const frame = buildModelFrame(clinicData(), modelSpecSchema.parse({ formula, residual }));
    const fit = drain(fitMarginal(frame, true));
    expect(fit.criterion).toBeInstanceOf(WoodburyCriterion);
    const widths = frame.random.map(({ k }) => k);
    const criterion = new ClusterCriterion(fit.source, fit.structure, 1, widths, true);
    criterion.objective(fit.optimum.theta);
    const effects = frame.random.reduce((sum, { k, levels }) => sum + k * levels.length, 0);
    const apart = covariance(fit, frame.n + effects);
    const whole = covariance({ ...fit, criterion }, frame.n);
    whole.forEach((value, at) => {
      expect(apart[at]).toBeCloseTo(value, 9);
    });
  });
});
