import type { FixedDesign } from '../frame/modelFrame.ts';

/**
 * Between-within degrees of freedom: of a column that is constant within subjects, subjects minus those columns; of one that
 * varies within them, and of the intercept, rows minus subjects minus the columns that vary (Schluchter & Elashoff 1990; SAS
 * DDFM=BETWITHIN; the intercept as in mmrm).
 *
 * @param kept columns of X, in the order of the coefficients
 * @param subject n: subject of each row
 * @returns df of each coefficient; 0 or less where there are not enough subjects or rows
 */
export function betweenWithinDf(
  design: FixedDesign,
  kept: ArrayLike<number>,
  subject: Int32Array,
): Float64Array {
  const { n, X, assign } = design;
  const first = new Map<number, number>();
  subject.forEach((code, i) => {
    if (!first.has(code)) first.set(code, i);
  });
  const nSubjects = first.size;
  let between = 0;
  let within = 0;
  const varies = Array.from({ length: kept.length }, (_, q) => {
    const column = kept[q];
    if (assign[column] === 0) return null;
    const start = column * n;
    const inside = subject.some((code, i) => X[start + i] !== X[start + first.get(code)!]);
    if (inside) within++;
    else between++;
    return inside;
  });
  const intercept = varies.includes(null) ? 1 : 0;
  const betweenDf = nSubjects - intercept - between;
  const withinDf = n - nSubjects - within;
  return Float64Array.from(varies, (inside) => (inside === false ? betweenDf : withinDf));
}
