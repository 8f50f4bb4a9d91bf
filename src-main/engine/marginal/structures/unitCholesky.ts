import type { BaseStructure, Moments, ShownParameter } from './covarianceStructure.ts';
import { fromCorrelation } from './correlationScale.ts';

/**
 * L L' of a lower triangle with unit diagonal: with a SD per occasion in front of its rows every covariance matrix,
 * `un`. Parameters: the elements below the diagonal by columns (mmrm's coordinates, for which its Kenward-Roger
 * adjustment with second derivatives is defined; Pinheiro & Bates 1996).
 */
export function unitCholesky(T: number): BaseStructure {
  const rows: number[] = [];
  const cols: number[] = [];
  for (let c = 0; c < T; c++) {
    for (let r = c + 1; r < T; r++) {
      rows.push(r);
      cols.push(c);
    }
  }
  return {
    count: rows.length,
    at(lambda) {
      const L = new Float64Array(T * T);
      for (let t = 0; t < T; t++) L[t * T + t] = 1;
      rows.forEach((r, j) => {
        L[cols[j] * T + r] = lambda[j];
      });
      return {
        value(a, b) {
          let sum = 0;
          for (let c = Math.min(a, b); c >= 0; c--) sum += L[c * T + a] * L[c * T + b];
          return sum;
        },
        first(j, a, b) {
          const r = rows[j];
          const column = cols[j] * T;
          return (a === r ? L[column + b] : 0) + (b === r ? L[column + a] : 0);
        },
        second(i, j, a, b) {
          if (cols[i] !== cols[j]) return 0;
          return (a === rows[i] && b === rows[j] ? 1 : 0) + (a === rows[j] && b === rows[i] ? 1 : 0);
        },
      };
    },
    parametersOf: (occasions) => [...rows.keys()].filter((j) => Array.from(occasions).includes(rows[j])),
    start(moments) {
      const L = choleskyOfCorrelations(moments, T);
      return Float64Array.from(rows, (r, j) => L[cols[j] * T + r] / L[r * T + r]);
    },
    startVariances(moments) {
      const L = choleskyOfCorrelations(moments, T);
      return Float64Array.from({ length: T }, (_, t) => L[t * T + t] ** -2);
    },
    shown: (names) => correlationsOf(names, T),
  };
}

/** All pairs of occasions up to `bands` - 1 apart. */
export function correlationsOf(names: readonly string[], T: number, bands = T): ShownParameter[] {
  const shown: ShownParameter[] = [];
  for (let a = 0; a < T; a++) {
    for (let b = a + 1; b < Math.min(T, a + bands); b++) {
      shown.push({ kind: 'correlation', name: `correlation ${names[a]}, ${names[b]}`, a, b });
    }
  }
  return shown;
}

/** Share of the pairwise correlations at the first try, and what it is multiplied by until they fit together. */
const FIRST_SHARE = 1;
const SHRINK = 0.8;
/** Variance of an occasion given the earlier ones, relative, below which the correlations count as not fitting together. */
const SMALLEST_PIVOT = 0.02;

/**
 * Cholesky factor of the pairwise correlations. Those need not be positive definite together; all are shrunk until they
 * are.
 */
function choleskyOfCorrelations({ correlation }: Moments, T: number): Float64Array {
  for (let share = FIRST_SHARE; ; share *= SHRINK) {
    const L = new Float64Array(T * T);
    let definite = true;
    for (let j = 0; j < T && definite; j++) {
      for (let i = j; i < T; i++) {
        const x = i === j ? 0 : fromCorrelation(correlation(j, i));
        let sum = i === j ? 1 : (share * x) / Math.sqrt(1 + x * x);
        for (let c = 0; c < j; c++) sum -= L[c * T + i] * L[c * T + j];
        if (i > j) L[j * T + i] = sum / L[j * T + j];
        else if (sum > SMALLEST_PIVOT) L[j * T + j] = Math.sqrt(sum);
        else definite = false;
      }
    }
    if (definite) return L;
  }
}
