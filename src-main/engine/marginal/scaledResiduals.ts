import type { MarginalFit } from './fitMarginal.ts';
import { isMarkov } from './markovPieces.ts';
import { markovSteps } from './markovSteps.ts';

/**
 * L^-1 r for the residuals r of each subject in the order of its occasions, R = L L' its residual covariance: independent
 * with variance 1 under the model (nlme's "normalized" residuals; Cholesky residuals of Houseman, Ryan & Coull 2004).
 *
 * @param residuals n: outcome minus fixed and random part, times the root of the weight
 * @returns null where R, which random effects may make up for in V = Z D Z' + R, is not positive definite
 */
export function scaledResiduals(
  { design, structure, optimum, problem, source }: MarginalFit,
  residuals: Float64Array,
): Float64Array | null {
  const entries = design.groups.levels.map((_, set) =>
    structure.at(optimum.theta.subarray(set * structure.count, (set + 1) * structure.count)),
  );
  // The factor of a long series would take too much room, and of a Markov process needs the last residual only.
  const chain = isMarkov(design);
  const out = new Float64Array(residuals.length);
  for (const { parts, starts } of source.patterns) {
    for (const { from, group, occasions } of parts) {
      const m = occasions.length;
      if (chain) {
        const { share, variance } = markovSteps(entries[group], occasions);
        for (const start of starts) {
          const residual = (a: number): number => residuals[source.order[start + from + a]] / problem.scale;
          for (let a = 0; a < m; a++) {
            const expected = a === 0 ? 0 : share[a] * residual(a - 1);
            out[source.order[start + from + a]] = (residual(a) - expected) / Math.sqrt(variance[a]);
          }
        }
        continue;
      }
      const L = choleskyOf(m, (a, b) => entries[group].value(occasions[a], occasions[b]));
      for (const start of starts) {
        for (let a = 0; a < m; a++) {
          let left = residuals[source.order[start + from + a]] / problem.scale;
          for (let b = 0; b < a; b++) left -= L[b * m + a] * out[source.order[start + from + b]];
          out[source.order[start + from + a]] = left / L[a * m + a];
        }
      }
    }
  }
  return out.every(Number.isFinite) ? out : null;
}

function choleskyOf(m: number, value: (a: number, b: number) => number): Float64Array {
  const L = new Float64Array(m * m);
  for (let j = 0; j < m; j++) {
    for (let i = j; i < m; i++) {
      let sum = value(j, i);
      for (let d = 0; d < j; d++) sum -= L[d * m + i] * L[d * m + j];
      L[j * m + i] = i === j ? Math.sqrt(sum) : sum / L[j * m + j];
    }
  }
  return L;
}
