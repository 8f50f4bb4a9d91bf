import type { Notice } from '../../../src-shared/model/notice.ts';
import type { ModelFrame } from './modelFrame.ts';

/** A covariate whose effect varies between clusters around an average that the model forces to zero. */
export function slopesWithoutFixedEffect({ random, fixed, columns }: ModelFrame): Notice[] {
  const covariates = new Set(columns.filter(({ kind }) => kind === 'numeric').map(({ name }) => name));
  return random.flatMap(({ group, names }) =>
    names
      .filter((name) => covariates.has(name) && !fixed.names.includes(name))
      .map((name) => ({
        code: 'slope-without-fixed-effect',
        severity: 'caution' as const,
        message:
          `The effect of ${name} varies over the levels of ${group}, but ${name} is not among the predictors: its average ` +
          'effect is taken to be exactly zero. Add it as a predictor unless that is known.',
      })),
  );
}
