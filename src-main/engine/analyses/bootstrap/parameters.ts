import type { IntervalParameter } from '../../../../src-shared/model/analyses/intervals.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { groupNames } from '../../postfit/groupNames.ts';
import type { Refit } from './refit.ts';

/** The parameters of a model in lme4's order: by random term SDs and correlations column by column, sigma, coefficients. */
export function intervalParameters(frame: ModelFrame, kept: ArrayLike<number>): IntervalParameter[] {
  const groups = groupNames(frame.random);
  const parameters: IntervalParameter[] = frame.random.flatMap(({ k, names }, t) => {
    const group = groups[t];
    // lme4 names parameters by the grouping factor, without the numbers that tell its terms apart.
    const factor = frame.random[t].group;
    const own: IntervalParameter[] = [];
    for (let j = 0; j < k; j++) {
      own.push({ kind: 'sd', name: `sd_${names[j]}|${factor}`, group, term: names[j] });
      for (let i = j + 1; i < k; i++) {
        const name = `cor_${names[i]}.${names[j]}|${factor}`;
        own.push({ kind: 'correlation', name, group, term: names[j], term2: names[i] });
      }
    }
    return own;
  });
  parameters.push({ kind: 'sigma', name: 'sigma' });
  for (const column of Array.from(kept)) {
    const { names, labels } = frame.fixed;
    parameters.push({ kind: 'coefficient', name: names[column], label: labels[column] });
  }
  return parameters;
}

/** Values of `intervalParameters`, written to `out` from `at` on; a correlation is NaN where one of its SDs is zero. */
export function writeParameters(
  { relative, sigma, beta }: Pick<Refit, 'relative' | 'sigma' | 'beta'>,
  out: Float64Array,
  at: number,
): void {
  let next = at;
  for (const own of relative) {
    const k = Math.sqrt(own.length);
    for (let j = 0; j < k; j++) {
      const sd = Math.sqrt(own[j * k + j]);
      out[next++] = sigma * sd;
      for (let i = j + 1; i < k; i++) {
        const product = sd * Math.sqrt(own[i * k + i]);
        out[next++] = product > 0 ? Math.max(-1, Math.min(1, own[j * k + i] / product)) : Number.NaN;
      }
    }
  }
  out[next++] = sigma;
  out.set(beta, next);
}
