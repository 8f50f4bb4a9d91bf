import type { EntryFunctions } from './structures/covarianceStructure.ts';

/** A Markov process as the steps e_t = share_t e_(t-1) + d_t, Var(d_t) = variance_t, from share_0 = 0 on. */
export interface MarkovSteps {
  readonly share: Float64Array;
  readonly variance: Float64Array;
}

/** The steps over the occasions of one series, ascending. */
export function markovSteps(entry: EntryFunctions, occasions: Int32Array): MarkovSteps {
  const share = new Float64Array(occasions.length);
  const variance = new Float64Array(occasions.length);
  occasions.forEach((b, t) => {
    variance[t] = entry.value(b, b);
    if (t === 0) return;
    const a = occasions[t - 1];
    const between = entry.value(a, b);
    share[t] = between / entry.value(a, a);
    variance[t] -= share[t] * between;
  });
  return { share, variance };
}
