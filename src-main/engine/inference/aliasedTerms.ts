import type { FixedDesign } from '../frame/modelFrame.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { QrResult } from '../numerics/qr.ts';
import { droppedAsCombinations, type DroppedColumn } from './droppedColumns.ts';

/** So many dropped columns are named one by one, and so many columns that determine one of them. */
const mostNamed = 6;

/**
 * The notice on columns of X that were left out because others determine them (as `lm` and lme4 do); null if none.
 *
 * @param qr of X with row i multiplied by sqrt(weights[i]) (by 1 where weights is null).
 */
export function aliasedTermsNotice(
  design: FixedDesign,
  qr: QrResult,
  weights: Float64Array | null,
): Notice | null {
  const dropped = droppedAsCombinations(design, qr, weights);
  if (dropped.length === 0) return null;
  const reasons = dropped.slice(0, mostNamed).map((entry) => reasonFor(design, qr, entry));
  if (dropped.length > mostNamed) reasons.push(`and ${dropped.length - mostNamed} more`);
  const [noun, verb, pronoun] =
    dropped.length === 1 ? ['coefficient', 'was', 'it'] : [`${dropped.length} coefficients`, 'were', 'them'];
  return {
    code: 'aliased-terms',
    severity: 'caution',
    message:
      `${dropped.length === 1 ? 'One' : 'These'} ${noun} ${verb} left out, because the data cannot tell ${pronoun} ` +
      `apart from the rest of the model: ${reasons.join('; ')}.`,
  };
}

function reasonFor(design: FixedDesign, qr: QrResult, { column, coefficients }: DroppedColumn): string {
  const label = design.labels[column];
  const values = design.X.subarray(column * design.n, (column + 1) * design.n);
  if (values.every((value) => value === 0)) {
    const term = design.terms[design.assign[column] - 1];
    const isCell = term.covariates.length === 0 && term.factors.length > 1;
    return `${label} (${isCell ? 'no observation has this combination' : 'it is zero in every row used'})`;
  }
  const sources = Array.from(qr.pivot.subarray(0, qr.rank))
    .filter((_, j) => coefficients[j] !== 0)
    .map((source) => (design.assign[source] === 0 ? 'the intercept' : design.labels[source]));
  const named = sources.slice(0, mostNamed);
  if (sources.length > mostNamed) named.push(`${sources.length - mostNamed} more`);
  return `${label} (it is determined by ${listed(named)})`;
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
