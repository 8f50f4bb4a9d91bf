import type { DataStructure } from '../../../src-shared/model/dataStructure.ts';
import type { CategoricalColumn, Column, NumericColumn } from '../../../src-shared/model/dataset.ts';
import { rankTolerance } from '../numerics/qr.ts';
import { dot } from '../numerics/vectors.ts';
import { isConstantWithin } from './constantWithin.ts';
import { multiply, withoutVector, withVector, type GramInverse } from './gramInverse.ts';
import { standardise } from './standardise.ts';

type Finding = DataStructure['collinear'][number];

/** Inflation of a variance above this is told. */
const MAX_VIF = 30;
/** Below this share of new variance the Gram matrix is too coarse: the residual itself is computed. */
const COARSE = 1e-8;
/** A standardised coefficient smaller than this is rounding error. */
const NO_PART = 1e-6;

/**
 * Numeric predictors that other predictors determine, exactly or nearly. One entry per relation: of predictors
 * tied together exactly the last one is named, of those tied nearly the most inflated one; it is then left
 * out, and the others are judged without it. A number that never changes within the levels of a categorical
 * predictor is determined by that one. Predictors with a single value are passed over.
 *
 * @param predictors in the order of the model, none missing
 */
export function findCollinear(predictors: readonly Column[]): Finding[] {
  const factors = predictors.filter((column) => column.kind === 'categorical');
  const found: Finding[] = [];
  const numeric: Standardised[] = [];
  for (const column of predictors) {
    if (column.kind !== 'numeric') continue;
    const z = standardise(column.values);
    if (z === null) continue;
    const factor = factors.find((candidate) => determines(candidate, column));
    if (factor === undefined) numeric.push({ name: column.name, z });
    else found.push({ variable: column.name, by: [factor.name], vif: Infinity });
  }
  return [...found, ...amongNumbers(numeric)];
}

interface Standardised {
  readonly name: string;
  /** Mean 0, norm 1. */
  readonly z: Float64Array;
}

/** A factor with a level per row determines everything and says nothing. */
function determines({ codes, levels }: CategoricalColumn, { values }: NumericColumn): boolean {
  return levels.length < codes.length && isConstantWithin(values, codes, levels.length);
}

function amongNumbers(columns: readonly Standardised[]): Finding[] {
  const found: Finding[] = [];
  const kept: Standardised[] = [];
  let inverse: GramInverse = [];
  for (const column of columns) {
    const products = kept.map(({ z }) => dot(z, column.z));
    const coefficients = multiply(inverse, products);
    const rest = 1 - coefficients.reduce((sum, value, i) => sum + value * products[i], 0);
    if (rest > COARSE) {
      kept.push(column);
      inverse = withVector(inverse, coefficients, rest);
      continue;
    }
    const by = kept.filter((_, i) => Math.abs(coefficients[i]) > NO_PART).map(({ name }) => name);
    found.push({ variable: column.name, by, vif: vifOfResidual(column.z, kept, coefficients, inverse) });
  }
  const names = kept.map(({ name }) => name);
  return [...found, ...nearlyDetermined(names, inverse)];
}

/** 1 / (norm of what is new)^2, from the residual itself after one step of refinement. */
function vifOfResidual(
  z: Float64Array,
  kept: readonly Standardised[],
  coefficients: readonly number[],
  inverse: GramInverse,
): number {
  const residual = z.slice();
  const subtract = (weights: readonly number[]) => {
    kept.forEach((other, at) => {
      const weight = weights[at];
      for (let i = 0; i < residual.length; i++) residual[i] -= weight * other.z[i];
    });
  };
  subtract(coefficients);
  const products = kept.map((other) => dot(other.z, residual));
  subtract(multiply(inverse, products));
  const norm = Math.sqrt(dot(residual, residual));
  return norm < rankTolerance ? Infinity : 1 / (norm * norm);
}

function nearlyDetermined(names: readonly string[], inverse: GramInverse): Finding[] {
  const worst = mostInflated(inverse);
  if (worst < 0) return [];
  const by = explainers(inverse, worst).map((at) => names[at]);
  const others = names.filter((_, at) => at !== worst);
  return [
    { variable: names[worst], by, vif: inverse[worst][worst] },
    ...nearlyDetermined(others, withoutVector(inverse, worst)),
  ];
}

/** Of equally inflated ones the last, as the first was wanted first; -1 where none is beyond the limit. */
function mostInflated(inverse: GramInverse): number {
  let worst = -1;
  for (let at = 0; at < inverse.length; at++) {
    const vif = inverse[at][at];
    if (vif > MAX_VIF && (worst < 0 || vif > inverse[worst][worst] * (1 - 1e-9))) worst = at;
  }
  return worst;
}

/** The fewest others that still inflate the variance of `target` beyond the limit, found by leaving out. */
function explainers(full: GramInverse, target: number): number[] {
  let inverse = full;
  const left = [...full.keys()]; // positions in `full` of the rows of `inverse`
  for (;;) {
    const own = left.indexOf(target);
    let weakest = -1;
    let highest = MAX_VIF;
    for (let k = 0; k < left.length; k++) {
      const vif = inverse[own][own] - inverse[own][k] ** 2 / inverse[k][k];
      if (k !== own && vif > highest) {
        weakest = k;
        highest = vif;
      }
    }
    if (weakest < 0) return left.filter((at) => at !== target);
    inverse = withoutVector(inverse, weakest);
    left.splice(weakest, 1);
  }
}
