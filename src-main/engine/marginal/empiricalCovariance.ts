import { times } from '../lmm/smallMatrices.ts';
import { fixedInData } from './fixedInData.ts';
import type { MarginalFit } from './fitMarginal.ts';

/**
 * The sandwich Phi { sum_i X_i'V_i^-1 e_i e_i'V_i^-1 X_i } Phi over the independent clusters i of rows: valid also where the
 * structure is wrong, if there are many of them (Liang & Zeger 1986; SAS EMPIRICAL).
 */
export function empiricalCovariance({ criterion, source, problem }: MarginalFit): Float64Array {
  const { Phi, u } = criterion.fixed();
  const { width, patterns } = source;
  const r = width - 1;
  const meat = new Float64Array(r * r);
  const whitened = criterion.whitenedRows();
  for (const { m, starts } of patterns) {
    for (const start of starts) {
      const score = new Float64Array(r);
      for (let row = start; row < start + m; row++) {
        let residual = 0;
        for (let j = 0; j < width; j++) residual += source.rows[row * width + j] * u[j];
        for (let j = 0; j < r; j++) score[j] += whitened[row * width + j] * residual;
      }
      for (let j = 0; j < r; j++) for (let i = 0; i < r; i++) meat[j * r + i] += score[i] * score[j];
    }
  }
  return fixedInData(times(times(Phi, meat, r), Phi, r), problem);
}
