import type { RanefBlock } from '../../../src-shared/model/fitResult.ts';
import { times, timesTranspose } from '../lmm/smallMatrices.ts';
import { ClusterCriterion } from './clusterCriterion.ts';
import type { MarginalFit } from './fitMarginal.ts';
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
  if (!(criterion instanceof ClusterCriterion)) return [];
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
  if (!(criterion instanceof ClusterCriterion) || frame.random.length === 0)
    return { psi: [], modes: [], ranef: [] };
  const { scale } = problem;
  const inner = criterion.randomCovariances();
  const { u } = criterion.fixed();
  const { width, rows, order, patterns } = source;
  const modes = frame.random.map(({ k, levels }) => new Float64Array(k * levels.length));
  const condVar = frame.random.map(({ levels }) => new Array<number[][]>(levels.length));
  patterns.forEach(({ m, terms, starts }, at) => {
    const W = criterion.inverse(at);
    for (const start of starts) {
      const e = new Float64Array(m);
      for (let a = 0; a < m; a++)
        for (let j = 0; j < width; j++) e[a] += rows[(start + a) * width + j] * u[j];
      const We = new Float64Array(m);
      for (let b = 0; b < m; b++) for (let a = 0; a < m; a++) We[a] += W[b * m + a] * e[b];
      terms.forEach(({ codes, nLevels, Z, k }, t) => {
        const { levels } = frame.random[t];
        for (let own = 0; own < nLevels; own++) {
          const members: number[] = [];
          codes.forEach((code, a) => {
            if (code === own) members.push(a);
          });
          const level = frame.random[t].codes[order[start + members[0]]];
          const ZWe = new Float64Array(k);
          const ZWZ = new Float64Array(k * k);
          for (const a of members) {
            for (let i = 0; i < k; i++) {
              ZWe[i] += Z[a * k + i] * We[a];
              for (const b of members) {
                for (let j = 0; j < k; j++) ZWZ[j * k + i] += Z[a * k + i] * W[b * m + a] * Z[b * k + j];
              }
            }
          }
          const D = inner[t];
          const { B } = bases[t];
          const spherical = new Float64Array(k);
          for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) spherical[i] += D[j * k + i] * ZWe[j];
          for (let i = 0; i < k; i++) {
            let mode = 0;
            for (let j = i; j < k; j++) mode += B[j * k + i] * spherical[j];
            modes[t][i * levels.length + level] = mode * scale;
          }
          const reduction = timesTranspose(times(D, ZWZ, k), D, k);
          const left = inOwnColumns(
            D.map((value, index) => (value - reduction[index]) * scale * scale),
            B,
          );
          condVar[t][level] = Array.from({ length: k }, (_, i) =>
            Array.from(left.subarray(i * k, (i + 1) * k)),
          );
        }
      });
    }
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
