import { normalQuantile } from '../../src-main/engine/numerics/distributions/normal.ts';
import type { FitResult, ResidualMatrix, ResidualParameter } from '../../src-shared/model/fitResult.ts';

type Matrix = readonly (readonly number[])[];

/** What the residual part of a result is made of; codes are those of the rows used, in the residuals' order. */
export interface ResidualSource {
  readonly residuals: Float64Array;
  readonly subject: Int32Array;
  readonly occasion: Int32Array;
  readonly occasions: readonly string[];
  /** Each with its covariance of all occasions. */
  readonly groups: readonly { readonly level: string | null; readonly covariance: Matrix }[];
  /** Group of each row. */
  readonly group: Int32Array;
  readonly parameters: readonly ResidualParameter[];
}

/** Residual covariance, scaled residuals and quantiles as the engine's, from covariances that are given. */
export function residualPart(
  source: ResidualSource,
): Pick<FitResult, 'residualCovariance' | 'scaledResiduals' | 'qq'> {
  const scaled = scaledResiduals(source);
  const nSubjects = new Set(source.subject).size;
  const matrices = source.groups.map((group, g) => matrixOf(source, group, g));
  return {
    residualCovariance: {
      nSubjects,
      occasions: source.occasions,
      parameters: source.parameters,
      // as the engine, which gives none of very many occasions
      matrices: source.occasions.length > 60 ? [] : matrices,
      lags: matrices.flatMap(lagsOf),
    },
    scaledResiduals: scaled,
    qq: {
      theoretical: Float64Array.from(scaled, (_, i) => normalQuantile((i + 0.5) / scaled.length)),
      sample: scaled.toSorted(),
    },
  };
}

/** L^-1 r of each subject, in the order of the occasions. */
function scaledResiduals({ residuals, subject, occasion, group, groups }: ResidualSource): Float64Array {
  const scaled = new Float64Array(residuals.length);
  for (const rows of rowsOf(subject)) {
    rows.sort((a, b) => occasion[a] - occasion[b]);
    const { covariance } = groups[group[rows[0]]];
    const factor: number[][] = [];
    rows.forEach((row, i) => {
      factor.push([]);
      let sum = residuals[row];
      for (let j = 0; j <= i; j++) {
        let value = covariance[occasion[row]][occasion[rows[j]]];
        for (let k = 0; k < j; k++) value -= factor[i][k] * factor[j][k];
        factor[i].push(j === i ? Math.sqrt(value) : value / factor[j][j]);
        if (j < i) sum -= factor[i][j] * scaled[rows[j]];
      }
      scaled[row] = sum / factor[i][i];
    });
  }
  return scaled;
}

function matrixOf(
  { residuals, subject, occasion, occasions, group }: ResidualSource,
  { level, covariance }: ResidualSource['groups'][number],
  g: number,
): ResidualMatrix {
  const empty = () => occasions.map(() => occasions.map(() => 0));
  const [products, squares, pairs] = [empty(), empty(), empty()];
  const subjects = rowsOf(subject).filter((rows) => group[rows[0]] === g);
  for (const rows of subjects) {
    for (const a of rows) {
      for (const b of rows) {
        products[occasion[a]][occasion[b]] += residuals[a] * residuals[b];
        squares[occasion[a]][occasion[b]] += residuals[a] ** 2;
        pairs[occasion[a]][occasion[b]]++;
      }
    }
  }
  return {
    level,
    nSubjects: subjects.length,
    covariance,
    correlation: correlationOf(covariance),
    empirical: {
      covariance: products.map((row, i) => row.map((sum, j) => sum / pairs[i][j])),
      // by the spread of those that have both
      correlation: products.map((row, i) =>
        row.map((sum, j) => sum / Math.sqrt(squares[i][j] * squares[j][i])),
      ),
      pairs,
    },
  };
}

function lagsOf({ level, correlation, empirical }: ResidualMatrix) {
  return correlation.slice(1).map((_, k) => {
    const lag = k + 1;
    const cells = correlation.slice(lag).map((row, i) => ({
      fitted: row[i],
      own: empirical.correlation[i + lag][i],
      pairs: empirical.pairs[i + lag][i],
    }));
    const pairs = cells.reduce((sum, cell) => sum + cell.pairs, 0);
    const mean = (value: (cell: (typeof cells)[number]) => number) =>
      cells.reduce((sum, cell) => sum + (cell.pairs === 0 ? 0 : cell.pairs * value(cell)), 0) / pairs;
    return { level, lag, fitted: mean((c) => c.fitted), empirical: mean((c) => c.own), pairs };
  });
}

function correlationOf(covariance: Matrix): number[][] {
  return covariance.map((row, i) =>
    row.map((value, j) => value / Math.sqrt(covariance[i][i] * covariance[j][j])),
  );
}

function rowsOf(codes: Int32Array): number[][] {
  const rows = new Map<number, number[]>();
  codes.forEach((code, i) => rows.set(code, [...(rows.get(code) ?? []), i]));
  return [...rows.values()];
}
