import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { limitedPivotQr } from '../numerics/qr.ts';

/** Multiplications that the ranks may take: a few seconds. */
const MOST_WORK = 2e10;

/**
 * Containment degrees of freedom (SAS DDFM=CONTAIN): of a term whose variables are all part of a random effect, what the
 * columns of that effect add to the rank of [X Z], the smallest where there are several; of all other terms n - rank[X Z].
 *
 * @param kept columns of X, in the order of the coefficients
 * @throws AppError `containment-too-large` where the random effects are too many to find their rank
 */
export function containmentDf(frame: ModelFrame, formula: string, kept: ArrayLike<number>): Float64Array {
  const { n, fixed, random } = frame;
  const terms = expandFormula(parseFormula(formula));
  const columns = Array.from(kept, (column) => fixed.X.subarray(column * n, (column + 1) * n));
  const effects = random.map((design) => {
    const own = terms.randomTerms.find(({ group }) => group.name === design.group);
    const factors = own?.group.factors ?? [design.group];
    return design.names.map((name, j) => ({
      variables: [...factors, ...name.split(':').filter((part) => part !== '(Intercept)')],
      columns: indicatorColumns(design.codes, design.levels.length, design.Z.subarray(j * n, (j + 1) * n)),
    }));
  });
  const all = effects.flat();
  const size = columns.length + all.reduce((sum, effect) => sum + effect.columns.length, 0);
  if (n * size * size * (all.length + 1) > MOST_WORK) {
    throw new AppError(
      'containment-too-large',
      `Containment degrees of freedom need the rank of ${size} columns of ${n} rows, which takes too long.`,
      'Choose Satterthwaite or Kenward-Roger.',
    );
  }
  const rank = (without: number): number =>
    rankOf([...columns, ...all.flatMap((effect, at) => (at === without ? [] : effect.columns))], n);
  const whole = rank(-1);
  const added = all.map((_, at) => whole - rank(at));
  return Float64Array.from(kept, (column) => {
    const term = fixed.assign[column] === 0 ? null : fixed.terms[fixed.assign[column] - 1];
    const variables = term === null ? null : [...term.factors, ...term.covariates];
    const containing = all.flatMap((effect, at) =>
      variables?.every((name) => effect.variables.some((own) => isOf(own, name, frame))) === true &&
      added[at] > 0
        ? [added[at]]
        : [],
    );
    return containing.length > 0 ? Math.min(...containing) : n - whole;
  });
}

/** Whether a part of a column's name is a variable, or one of its levels: `MachineB` of `Machine`. */
function isOf(part: string, variable: string, { columns }: ModelFrame): boolean {
  if (part === variable) return true;
  const column = columns.find(({ name }) => name === variable);
  return column?.kind === 'categorical' && column.levels.some((level) => part === variable + level);
}

function indicatorColumns(codes: Int32Array, nLevels: number, z: Float64Array): Float64Array[] {
  const columns = Array.from({ length: nLevels }, () => new Float64Array(codes.length));
  codes.forEach((code, i) => {
    columns[code][i] = z[i];
  });
  return columns;
}

function rankOf(columns: readonly Float64Array[], n: number): number {
  const matrix = new Float64Array(n * columns.length);
  columns.forEach((column, j) => {
    matrix.set(column, j * n);
  });
  return limitedPivotQr(matrix, n, columns.length).rank;
}
