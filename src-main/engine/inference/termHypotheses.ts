import type { ModelFrame } from '../frame/modelFrame.ts';
import { limitedPivotQr } from '../numerics/qr.ts';
import type { QrResult } from '../numerics/qr.ts';
import { hypotheses } from './hypotheses.ts';
import type { Hypothesis } from './hypotheses.ts';

/**
 * The hypotheses of the F tests, on X without the weights as lmerTest defines them (their df depend on the rows
 * chosen); on the weighted X only where weighting changes which columns can be told apart.
 */
export function termHypotheses(frame: ModelFrame, qr: QrResult, type: 1 | 2 | 3): Hypothesis[] {
  const { fixed, weights, n } = frame;
  if (weights === null) return hypotheses(fixed, qr, type);
  const unweighted = limitedPivotQr(fixed.X, n, fixed.p);
  const same = unweighted.rank === qr.rank && unweighted.pivot.every((column, j) => column === qr.pivot[j]);
  return same ? hypotheses(fixed, unweighted, type) : hypotheses(fixed, qr, type, weights);
}
