import type { RanefBlock } from '../../../src-shared/model/fitResult.ts';
import type { LmmFit } from './fitLmm.ts';
import { times } from './smallMatrices.ts';

/**
 * Conditional modes and their covariances per grouping factor, terms on one grouping joined.
 *
 *     Cov(b_l | y, beta, theta) = sigma^2 B T C_ll T' B',  C = (Lambda'Z'Z Lambda + I)^-1
 *
 * as lme4's `ranef(condVar = TRUE)`: the uncertainty of beta and theta is not part of it.
 */
export function conditionalModes(fit: LmmFit): RanefBlock[] {
  const { criterion, frame, sigma } = fit;
  const { A, factor, inverse } = criterion;
  const BT = A.blocks.map(({ basis, k }, b) => times(basis, factor.T[b], k));
  const condVar: number[][][][] = A.blocks.map(({ nLevels }) => new Array<number[][]>(nLevels));
  inverse.compute(false, (node, C) => {
    const b = A.blockOf[node];
    const { k } = A.blocks[b];
    condVar[b][node - A.nodeStart[b]] = congruence(BT[b], C, k, sigma * sigma);
  });
  const result = A.blocks.map((block, b): RanefBlock => {
    const { group, levels } = frame.random[block.parts[0].design];
    const modes: number[][] = levels.map((_, level) =>
      block.parts.flatMap(({ design, k }) =>
        Array.from({ length: k }, (__, i) => fit.modes[design][i * block.nLevels + level]),
      ),
    );
    const terms = block.parts.flatMap(({ design }) => frame.random[design].names);
    return { group, terms, levels, modes, condVar: condVar[b] };
  });
  const position = (group: string): number => frame.random.findIndex((design) => design.group === group);
  return result.sort((a, b) => position(a.group) - position(b.group));
}

/** factor * M C M' as rows. */
function congruence(M: Float64Array, C: Float64Array, k: number, factor: number): number[][] {
  const MC = times(M, C, k);
  return Array.from({ length: k }, (_, i) =>
    Array.from({ length: k }, (__, j) => {
      let sum = 0;
      for (let d = 0; d < k; d++) sum += MC[d * k + i] * M[d * k + j];
      return factor * sum;
    }),
  );
}
