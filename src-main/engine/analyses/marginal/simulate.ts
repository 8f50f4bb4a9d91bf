import { semidefiniteCholesky } from '../../lmm/smallMatrices.ts';
import { MarkovCriterion } from '../../marginal/markovCriterion.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { isMarkov } from '../../marginal/markovPieces.ts';
import type { PatternPart } from '../../marginal/patterns.ts';
import { hasRandomEffects } from '../../marginal/randomCriterion.ts';
import type { EntryFunctions } from '../../marginal/structures/covarianceStructure.ts';
import { WoodburyCriterion } from '../../marginal/woodbury/woodburyCriterion.ts';
import type { RandomNumbers } from '../../numerics/random.ts';

/** Draws deviations from the fixed part of a model: n, in the order of the frame's rows, weighted and scaled. */
export type DrawDeviations = (random: RandomNumbers, replicate: number) => Float64Array;

/**
 * Draws Z b + e, Cov = Z D Z' + R: cluster by cluster as L z with L L' = V, or where clusters are large b and e apart. The
 * normals 0, 1, ... of a replicate go to the ordered rows of the fit.
 *
 * @param fit its criterion may be anywhere afterwards, but is at the optimum now
 */
export function deviationsOf(fit: MarginalFit): DrawDeviations {
  const { criterion, source } = fit;
  const large = criterion instanceof WoodburyCriterion && criterion.hasDefiniteResiduals;
  if (large || criterion instanceof MarkovCriterion) return apart(fit);
  const D = hasRandomEffects(criterion) ? criterion.randomCovariances() : [];
  const entries = entriesOf(fit);
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

/** Draws Z b + e with b by the levels and e by the subjects: the normals after those of the rows go to the effects. */
function apart(fit: MarginalFit): DrawDeviations {
  const { design, source, criterion } = fit;
  const { n, patterns, order } = source;
  const residuals = isMarkov(design) ? chainOf(fit) : bySubject(fit);
  const T = hasRandomEffects(criterion)
    ? criterion.randomCovariances().map((D) => semidefiniteCholesky(D, Math.sqrt(D.length), 0))
    : [];
  let effects = 0;
  for (const { terms, starts } of patterns) {
    for (const { nLevels, k } of terms) effects += starts.length * nLevels * k;
  }
  const normals = new Float64Array(n + effects);
  return (random, replicate) => {
    random.fillNormals(normals, replicate);
    const y = new Float64Array(n);
    residuals(normals, y);
    let next = n;
    for (const { m, terms, starts } of patterns) {
      for (const start of starts) {
        terms.forEach(({ codes, nLevels, Z, k }, t) => {
          const b = new Float64Array(nLevels * k);
          for (let level = 0; level < nLevels * k; level += k) {
            for (let j = 0; j < k; j++, next++) {
              for (let i = j; i < k; i++) b[level + i] += T[t][j * k + i] * normals[next];
            }
          }
          for (let a = 0; a < m; a++) {
            for (let i = 0; i < k; i++) y[order[start + a]] += Z[a * k + i] * b[codes[a] * k + i];
          }
        });
      }
    }
    return y;
  };
}

/** Draws residuals from the normals of the ordered rows, in the order of the frame's rows. */
type DrawResiduals = (normals: Float64Array, y: Float64Array) => void;

function entriesOf({ structure, design, optimum }: MarginalFit): EntryFunctions[] {
  return design.groups.levels.map((_, set) =>
    structure.at(optimum.theta.subarray(set * structure.count, (set + 1) * structure.count)),
  );
}

/** L z with L L' = R of each subject. */
function bySubject(fit: MarginalFit): DrawResiduals {
  const { source } = fit;
  const entries = entriesOf(fit);
  const factors = new Map<string, Float64Array>();
  const factorOf = ({ group, occasions }: PatternPart): Float64Array => {
    const key = `${group}:${occasions.join(',')}`;
    const known = factors.get(key);
    if (known !== undefined) return known;
    const m = occasions.length;
    const R = Float64Array.from({ length: m * m }, (_, at) =>
      entries[group].value(occasions[at % m], occasions[Math.floor(at / m)]),
    );
    const L = semidefiniteCholesky(R, m, 0);
    factors.set(key, L);
    return L;
  };
  const parts = source.patterns.map((pattern) =>
    pattern.parts.map((part) => ({ from: part.from, m: part.occasions.length, L: factorOf(part) })),
  );
  return (normals, y) => {
    source.patterns.forEach(({ starts }, at) => {
      for (const start of starts) {
        for (const { from, m, L } of parts[at]) {
          for (let a = 0; a < m; a++) {
            let sum = 0;
            for (let j = 0; j <= a; j++) sum += L[j * m + a] * normals[start + from + j];
            y[source.order[start + from + a]] = sum;
          }
        }
      }
    });
  };
}

/** Each residual given the one before it: for long series. */
function chainOf(fit: MarginalFit): DrawResiduals {
  const { source } = fit;
  const entries = entriesOf(fit);
  return (normals, y) => {
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
  };
}
