import { AppError } from '../../../../src-shared/model/appError.ts';
import type { MeansRequest } from '../../../../src-shared/model/analyses/means.ts';

/** A contrast of the means of a family. */
export interface Contrast {
  readonly label: string;
  /** One per mean. */
  readonly weights: readonly number[];
}

/**
 * The contrasts of a family of means with these labels, named and ordered as emmeans does.
 *
 * @param reference position of the mean that the others are compared with, for `trt.vs.ctrl1`
 */
export function contrastsOf(
  contrast: MeansRequest['contrast'],
  labels: readonly string[],
  reference = 0,
): Contrast[] {
  const k = labels.length;
  const difference = (plus: number, minus: number): Contrast => ({
    label: `${labels[plus]} - ${labels[minus]}`,
    weights: labels.map((_, i) => Number(i === plus) - Number(i === minus)),
  });
  const later = [...labels.keys()].slice(1);
  if (contrast === null) return [];
  if (contrast === 'pairwise') {
    return [...labels.keys()].flatMap((a) => later.filter((b) => b > a).map((b) => difference(a, b)));
  }
  if (contrast === 'consec') return later.map((b) => difference(b, b - 1));
  if (contrast === 'trt.vs.ctrl1') {
    return [...labels.keys()].filter((b) => b !== reference).map((b) => difference(b, reference));
  }
  if (contrast === 'eff') {
    return labels.map((label, a) => ({
      label: `${label} effect`,
      weights: labels.map((_, i) => Number(i === a) - 1 / k),
    }));
  }
  if (contrast === 'poly') {
    return polynomials(k).map((weights, d) => ({ label: degreeNames[d] ?? `degree ${d + 1}`, weights }));
  }
  return Object.entries(contrast).map(([label, weights]) => {
    if (weights.length !== k) {
      throw new AppError(
        'contrast-length',
        `The contrast "${label}" has ${weights.length} weights for ${k} means (${labels.join(', ')}).`,
        'Give one weight for each mean, in this order; weights that add up to 0 make a comparison.',
      );
    }
    if (weights.every((weight) => weight === 0)) {
      throw new AppError(
        'contrast-weights',
        `The contrast "${label}" has no weight other than 0.`,
        'Give at least one mean a weight; weights that add up to 0 make a comparison.',
      );
    }
    return { label, weights };
  });
}

const degreeNames = ['linear', 'quadratic', 'cubic', 'quartic'];
/** emmeans shows polynomials up to this degree. */
const highestDegree = 6;
/** Smallest multiples are sought among these; whole numbers exist for all k. */
const mostMultiple = 1000;

/** Orthogonal polynomials on 1 ... k, rising at the end, as the smallest whole numbers. */
function polynomials(k: number): number[][] {
  const basis: number[][] = [Array<number>(k).fill(1 / Math.sqrt(k))];
  for (let degree = 1; degree <= Math.min(highestDegree, k - 1); degree++) {
    let column = Array.from({ length: k }, (_, i) => ((2 * i - k + 1) / k) ** degree);
    // Twice is enough for orthogonality to rounding.
    for (let pass = 0; pass < 2; pass++) {
      for (const before of basis) {
        const share = column.reduce((sum, value, i) => sum + value * before[i], 0);
        column = column.map((value, i) => value - share * before[i]);
      }
    }
    const length = Math.hypot(...column);
    basis.push(column.map((value) => value / length));
  }
  return basis.slice(1).map(smallestWholeNumbers);
}

function smallestWholeNumbers(column: readonly number[]): number[] {
  const smallest = Math.min(...column.map(Math.abs).filter((value) => value > 1e-9));
  for (let multiple = 1; multiple <= mostMultiple; multiple++) {
    const scaled = column.map((value) => (value / smallest) * multiple);
    if (scaled.every((value) => Math.abs(value - Math.round(value)) < 1e-6 * multiple)) {
      return scaled.map((value) => Math.round(value) + 0);
    }
  }
  return [...column];
}
