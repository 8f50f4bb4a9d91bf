import type { FitResult } from '../../model/fitResult.ts';
import { formatFixed, formatSignificant } from '../numbers.ts';
import { counted } from '../words/lists.ts';

/** A rise at the boundary below this is none: rounding of the derivative. */
const NO_RISE = 1e-6;
/** What a likelihood-ratio test with one degree of freedom needs at the 5 % level: a ruler for the criterion. */
const NOTICED_BY_TESTS = '3.84';

/**
 * How one knows that the search ended at the best fit: the certificate, a sentence for each of its numbers. Empty for least
 * squares, where nothing is searched. The numbers are explained at `Certificate`.
 */
export function certificateSentences(result: FitResult): string[] {
  if (result.method === 'OLS') return [];
  return [
    search(result),
    ...remaining(result),
    ...level(result),
    ...curvature(result),
    ...boundary(result),
  ].filter((sentence) => sentence !== '');
}

function search({ certificate, converged, minus2LogLik, method }: FitResult): string {
  const { iterations, path } = certificate;
  const name = method === 'REML' ? 'the REML criterion' : 'minus twice the log-likelihood';
  const steps = counted(iterations, String(iterations), 'iteration');
  const ended = converged
    ? `The search for the lowest value of ${name} ended after ${steps}`
    : `The search for the lowest value of ${name} was given up after ${steps}`;
  if (path.length < 2) return `${ended}.`;
  return `${ended}; on the way it fell from ${formatFixed(path[0], 2)} to ${formatFixed(minus2LogLik, 2)}.`;
}

function remaining({ certificate: { decrement }, converged }: FitResult): string[] {
  if (!Number.isFinite(decrement)) return [];
  const size = formatSignificant(decrement, 2);
  if (!converged) return [`It could still fall by about ${size} (the Newton decrement), or by more.`];
  return [
    `It could still fall by at most about ${size} (the Newton decrement). A likelihood-ratio test at the 5\u00a0% level needs ` +
      `a difference of ${NOTICED_BY_TESTS}.`,
  ];
}

function level({ certificate: { gradientNorm }, converged }: FitResult): string[] {
  if (!Number.isFinite(gradientNorm)) return [];
  const number =
    `the largest scaled gradient, its slope along a variance parameter over the root of its curvature, is ` +
    formatSignificant(gradientNorm, 2);
  return [converged ? `It is level there: ${number}.` : `It is not level there: ${number}.`];
}

function curvature({ certificate: { smallestEigenvalue }, notices, singular }: FitResult): string[] {
  if (!Number.isFinite(smallestEigenvalue)) return [];
  const number = `the smallest eigenvalue of its scaled curvature is ${formatSignificant(smallestEigenvalue, 2)}`;
  if (notices.some(({ code }) => code === 'not-identified')) {
    return [`It is no clear minimum: ${number}, which is as good as flat in one direction.`];
  }
  const where = singular ? 'For the components that are not at their limit it' : 'It';
  return [`${where} is a clear minimum in every direction: ${number}, where 0 would be flat.`];
}

function boundary({ certificate: { boundaryEigenvalue } }: FitResult): string[] {
  if (!Number.isFinite(boundaryEigenvalue)) return [];
  const rate = `(smallest rate ${formatSignificant(boundaryEigenvalue, 2)} per unit of scaled variance)`;
  if (boundaryEigenvalue < NO_RISE) {
    return [
      `At the limit: moving a component away from it makes the fit neither better nor worse at first ${rate}.`,
    ];
  }
  return [
    `What is at its limit belongs there: moving it away from the limit would make the fit worse ${rate}.`,
  ];
}
