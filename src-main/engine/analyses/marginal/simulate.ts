import { semidefiniteCholesky } from '../../lmm/smallMatrices.ts';
import { ClusterCriterion } from '../../marginal/clusterCriterion.ts';
import { MarkovCriterion } from '../../marginal/markovCriterion.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import type { RandomNumbers } from '../../numerics/random.ts';

/** Draws deviations from the fixed part of a model: n, in the order of the frame's rows, weighted and scaled. */
export type DrawDeviations = (random: RandomNumbers, replicate: number) => Float64Array;

/**
 * Draws Z b + e, Cov = Z D Z' + R, cluster by cluster as L z with L L' = V. The normals 0, 1, ... of a replicate go to the
 * ordered rows of the fit.
 *
 * @param fit its criterion may be anywhere afterwards, but is at the optimum now
 */
export function deviationsOf(fit: MarginalFit): DrawDeviations {
  const { criterion, structure, design, source, optimum } = fit;
  if (criterion instanceof MarkovCriterion) return chainOf(fit);
  const D = criterion instanceof ClusterCriterion ? criterion.randomCovariances() : [];
  const entries = design.groups.levels.map((_, set) =>
    structure.at(optimum.theta.subarray(set * structure.count, (set + 1) * structure.count)),
  );
  const factors = source.patterns.map(({ m, parts, terms }) => {
    const V = new Float64Array(m * m);
    for (const { from, group, occasions } of parts) {
      occasions.forEach((b, atB) => {
        occasions.forEach((a, atA) => {
          V[(from + atB) * m + from + atA] = entries[group].value(a, b);
        });
      });
    }
    terms.forEach(({ codes, Z, k }, t) => {
      for (let b = 0; b < m; b++) {
        for (let a = 0; a < m; a++) {
          if (codes[a] !== codes[b]) continue;
          for (let j = 0; j < k; j++) {
            for (let i = 0; i < k; i++) V[b * m + a] += Z[a * k + i] * D[t][j * k + i] * Z[b * k + j];
          }
        }
      }
    });
    return semidefiniteCholesky(V, m, 0);
  });
  const normals = new Float64Array(source.n);
  return (random, replicate) => {
    random.fillNormals(normals, replicate);
    const y = new Float64Array(source.n);
    source.patterns.forEach(({ m, starts }, at) => {
      const L = factors[at];
      for (const start of starts) {
        for (let a = 0; a < m; a++) {
          let sum = 0;
          for (let j = 0; j <= a; j++) sum += L[j * m + a] * normals[start + j];
          y[source.order[start + a]] = sum;
        }
      }
    });
    return y;
  };
}

/** Each residual given the one before it: for long series. */
function chainOf({ structure, design, source, optimum }: MarginalFit): DrawDeviations {
  const entries = design.groups.levels.map((_, set) =>
    structure.at(optimum.theta.subarray(set * structure.count, (set + 1) * structure.count)),
  );
  const normals = new Float64Array(source.n);
  return (random, replicate) => {
    random.fillNormals(normals, replicate);
    const y = new Float64Array(source.n);
    for (const { parts, starts } of source.patterns) {
      for (const start of starts) {
        for (const { from, group, occasions } of parts) {
          const value = (a: number, b: number): number => entries[group].value(occasions[a], occasions[b]);
          let before = 0;
          occasions.forEach((_, a) => {
            const at = start + from + a;
            const share = a === 0 ? 0 : value(a - 1, a) / value(a - 1, a - 1);
            const rest = value(a, a) - (a === 0 ? 0 : share * value(a - 1, a));
            before = share * before + Math.sqrt(rest) * normals[at];
            y[source.order[at]] = before;
          });
        }
      }
    }
    return y;
  };
}
