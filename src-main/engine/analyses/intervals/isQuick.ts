import type { LmmFit } from '../../lmm/fitLmm.ts';

/** Evaluations of the deviance and its derivatives that a profile takes, on average over the reference cases. */
const PER_COMPONENT = 25;
const PER_COEFFICIENT = 12;
/** Multiplications in the dense root count this much: the kernels work on several at once. */
const DENSE = 0.1;
/** Operations' worth of an evaluation's and of a node's fixed costs. */
const PER_EVALUATION = 5000;
const PER_NODE = 100;
/** Operations in well under a second: a 2020s machine does 200 to 1,000 million of them a second. */
const QUICK = 2e8;

/**
 * Whether all profiles of a fit take well under a second. Counted, not timed: the same model and data must have the same
 * intervals on every machine.
 */
export function isQuick({ criterion, beta }: Pick<LmmFit, 'criterion' | 'beta'>): boolean {
  const { A, factor, parameters } = criterion;
  const { nSparse, scalarStart, rowStart, rootColumns, order } = factor.pattern;
  const components = parameters.length + 1;
  let products = 0;
  let entries = 0;
  for (let at = 0; at < nSparse; at++) {
    const k = scalarStart[at + 1] - scalarStart[at];
    const height = rowStart[at + 1] - rowStart[at] + k + A.r + 1;
    products += k * height * height;
    entries += k * height;
  }
  const root = rootColumns + A.r + 1;
  // The factor, its inverse on the pattern, and a solve for each component.
  const evaluation =
    3 * products +
    DENSE * root ** 3 +
    2 * components * (entries + root ** 2 / 2 + 2 * A.values.length) +
    PER_NODE * order.length +
    PER_EVALUATION;
  return evaluation * (PER_COMPONENT * components + PER_COEFFICIENT * beta.length) < QUICK;
}
