import { describe, expect, it } from 'vitest';
import { drawReplicates } from '../../../../../src-main/engine/analyses/bootstrap/replicates.ts';
import type { Replicates } from '../../../../../src-main/engine/analyses/bootstrap/replicates.ts';
import { marginalParameters } from '../../../../../src-main/engine/analyses/marginal/parameters.ts';
import { marginalRefitter } from '../../../../../src-main/engine/analyses/marginal/refitter.ts';
import { marginalReplicates } from '../../../../../src-main/engine/analyses/marginal/replicates.ts';
import { deviationsOf } from '../../../../../src-main/engine/analyses/marginal/simulate.ts';
import { buildModelFrame } from '../../../../../src-main/engine/frame/buildModelFrame.ts';
import { fitMarginal } from '../../../../../src-main/engine/marginal/fitMarginal.ts';
import type { MarginalFit } from '../../../../../src-main/engine/marginal/fitMarginal.ts';
import { randomNumbers } from '../../../../../src-main/engine/numerics/random.ts';
import { populationMeans } from '../../../../../src-main/engine/postfit/predictions.ts';
import type { ResidualStructure } from '../../../../../src-shared/model/residualStructures.ts';
import { modelSpecSchema } from '../../../../../src-shared/model/modelSpec.ts';
import { referenceData } from '../../../../helpers/datasets.ts';
import { drain } from '../../../../helpers/drain.ts';
import * as tolerance from '../../../../helpers/tolerance.ts';

const trial = referenceData('trial');

function fitted(formula: string, structure: ResidualStructure): MarginalFit {
  const residual = { structure, subject: ['subject'], time: 'visit' };
  return drain(fitMarginal(buildModelFrame(trial, modelSpecSchema.parse({ formula, residual })), true));
}

function replicates(fit: MarginalFit, first: number, end: number): Replicates {
  return drain(
    drawReplicates(marginalReplicates(fit), marginalParameters(fit).length, { seed: 9, first, end }),
  );
}

const models = [
  ['un', 'score ~ baseline + arm * visit'],
  ['ar1', 'score ~ baseline + arm + (1 | subject)'],
  ['ante1', 'score ~ arm * visit'],
] as const;

describe.each(models)('%s, %s', (structure, formula) => {
  it('refits another outcome as a fit of it', () => {
    const fit = fitted(formula, structure);
    const { frame, problem, design } = fit;
    const draw = deviationsOf(fit);
    const refitTo = marginalRefitter(fit);
    for (let replicate = 0; replicate < 4; replicate++) {
      const deviations = draw(randomNumbers(4), replicate);
      const refit = refitTo(deviations);
      const y = populationMeans(frame, problem.kept, fit.beta).map(
        (mean, row) => mean + problem.scale * deviations[row],
      );
      const whole = drain(fitMarginal({ ...frame, y, residual: design }, true));
      expect(refit.optimum.converged).toBe(true);
      expect(Math.abs(refit.minus2LogLik - whole.minus2LogLik)).toBeLessThan(1e-7);
      const p = whole.beta.length;
      refit.beta.forEach((value, j) => {
        const se = Math.sqrt(whole.vcov[j * p + j]);
        expect(Math.abs(value - whole.beta[j])).toBeLessThan(tolerance.estimate(whole.beta[j], se));
      });
    }
  });

  it('draws the same bits for one range and for three', () => {
    const whole = replicates(fitted(formula, structure), 0, 12);
    const shared = fitted(formula, structure);
    const parts = [
      replicates(shared, 7, 12),
      replicates(shared, 2, 7),
      replicates(fitted(formula, structure), 0, 2),
    ];
    expect(parts.reverse().flatMap(({ values }) => Array.from(values))).toEqual(Array.from(whole.values));
    expect(parts.reduce((sum, { singular }) => sum + singular, 0)).toBe(whole.singular);
  });
});
