import type { RanefBlock } from '../../../src-shared/model/fitResult.ts';
import { times, timesTranspose } from '../lmm/smallMatrices.ts';
import type { MarginalFit } from './fitMarginal.ts';
import { hasRandomEffects } from './randomCriterion.ts';
import { inOwnColumns } from './termBasis.ts';

/** Random effects of a fit with a residual structure. */
export interface MarginalRandomEffects {
  /** Per random term of the frame, k x k: Cov(b). */
  readonly psi: readonly Float64Array[];
  /** Per random term: levels x k conditional modes, column-major. */
  readonly modes: readonly Float64Array[];
  /** By grouping, with the conditional covariances given beta and the covariance parameters (lme4's `condVar`). */
  readonly ranef: readonly RanefBlock[];
}

/** Cov(b) of each random term of the frame where the criterion stands: k x k, in the units of the data. */
export function marginalPsi({
  criterion,
  bases,
  problem,
}: Pick<MarginalFit, 'criterion' | 'bases' | 'problem'>): Float64Array[] {
  if (!hasRandomEffects(criterion)) return [];
  const unit = problem.scale ** 2;
  return criterion
    .randomCovariances()
    .map((D, t) => inOwnColumns(D, bases[t].B).map((value) => value * unit));
}

/** b = D Z'V^-1 e and Cov(b | y) = D - D Z'V^-1 Z D, level by level. */
export function marginalRandomEffects({
  frame,
  criterion,
  source,
  bases,
  problem,
}: MarginalFit): MarginalRandomEffects {
  if (!hasRandomEffects(criterion) || frame.random.length === 0) return { psi: [], modes: [], ranef: [] };
  const { scale } = problem;
  const inner = criterion.randomCovariances();
  const modes = frame.random.map(({ k, levels }) => new Float64Array(k * levels.length));
  const condVar = frame.random.map(({ levels }) => new Array<number[][]>(levels.length));
  criterion.eachLevel(({ term: t, row, residual, information }) => {
    const { levels, codes, k } = frame.random[t];
    const level = codes[source.order[row]];
    const D = inner[t];
    const { B } = bases[t];
    const spherical = new Float64Array(k);
    for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) spherical[i] += D[j * k + i] * residual[j];
    for (let i = 0; i < k; i++) {
      let mode = 0;
      for (let j = i; j < k; j++) mode += B[j * k + i] * spherical[j];
      modes[t][i * levels.length + level] = mode * scale;
    }
    const reduction = timesTranspose(times(D, information, k), D, k);
    const left = inOwnColumns(
      D.map((value, index) => (value - reduction[index]) * scale * scale),
      B,
    );
    condVar[t][level] = Array.from({ length: k }, (_, i) => Array.from(left.subarray(i * k, (i + 1) * k)));
  });
  return {
    psi: marginalPsi({ criterion, bases, problem }),
    modes,
    ranef: joined(frame.random, modes, condVar),
  };
}

/** Terms on the same grouping are joined; effects of different terms have no conditional covariance listed. */
function joined(
  random: MarginalFit['frame']['random'],
  modes: readonly Float64Array[],
  condVar: readonly (readonly number[][][])[],
): RanefBlock[] {
  const groups = [...new Set(random.map(({ group }) => group))];
  return groups.map((group) => {
    const own = random.flatMap((design, t) => (design.group === group ? [t] : []));
    const { levels } = random[own[0]];
    return {
      group,
      terms: own.flatMap((t) => random[t].names),
      levels,
      modes: levels.map((_, level) =>
        own.flatMap((t) =>
          Array.from({ length: random[t].k }, (__, i) => modes[t][i * levels.length + level]),
        ),
      ),
      condVar: levels.map((_, level) => blockDiagonal(own.map((t) => condVar[t][level]))),
    };
  });
}

function blockDiagonal(blocks: readonly (readonly number[][])[]): number[][] {
  const size = blocks.reduce((sum, block) => sum + block.length, 0);
  const out = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let offset = 0;
  for (const block of blocks) {
    block.forEach((row, i) => {
      row.forEach((value, j) => {
        out[offset + i][offset + j] = value;
      });
    });
    offset += block.length;
  }
  return out;
}
