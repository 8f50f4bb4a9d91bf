import type { TermVariable } from '../../../src-shared/formula/terms.ts';
import { columnsOfPart } from './designPlan.ts';
import type { DesignPlan, DesignTerm } from './designPlan.ts';

/** Where a design finds its values, in n rows. */
export interface DesignValues {
  /** Index into the levels of the plan, -1 = missing. */
  codes(column: string): Int32Array;
  /** NaN = missing. */
  covariate(variable: TermVariable): Float64Array;
}

/** The design matrix of a plan: n x p, column-major. A missing value makes its row's entries of the term 0 or NaN. */
export function fillDesign(plan: DesignPlan, values: DesignValues, n: number): Float64Array {
  const X = new Float64Array(n * plan.p);
  if (plan.intercept) X.fill(1, 0, n);
  for (const term of plan.terms) fillTerm(X, term, values, n);
  return X;
}

function fillTerm(
  X: Float64Array,
  { parts, firstColumn }: DesignTerm,
  values: DesignValues,
  n: number,
): void {
  const product = productOfCovariates(parts, values);
  const start = firstColumn * n;
  const factors = parts.filter((part) => part.kind === 'factor');

  if (factors.length === 0) {
    if (product) X.set(product, start);
    return;
  }
  if (factors.length === 1) {
    const [{ column, firstLevel }] = factors;
    const codes = values.codes(column);
    for (let i = 0; i < n; i++) {
      const at = codes[i] - firstLevel;
      if (at >= 0) X[start + at * n + i] = product ? product[i] : 1;
    }
    return;
  }
  // the column of each row within the term; -1 where a factor is at its reference level
  const at = new Int32Array(n);
  let stride = 1;
  for (const part of factors) {
    const codes = values.codes(part.column);
    for (let i = 0; i < n; i++) {
      const own = codes[i] - part.firstLevel;
      if (own < 0) at[i] = -1;
      else if (at[i] >= 0) at[i] += own * stride;
    }
    stride *= columnsOfPart(part);
  }
  for (let i = 0; i < n; i++) {
    if (at[i] >= 0) X[start + at[i] * n + i] = product ? product[i] : 1;
  }
}

/** Null if there is no covariate; the covariate itself if there is one. */
function productOfCovariates(parts: DesignTerm['parts'], values: DesignValues): Float64Array | null {
  let product: Float64Array | null = null;
  for (const part of parts) {
    if (part.kind !== 'covariate') continue;
    const next = values.covariate(part.variable);
    product = product ? product.map((value, i) => value * next[i]) : next;
  }
  return product;
}
