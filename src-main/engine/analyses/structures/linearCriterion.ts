import type { ModelFrame } from '../../frame/modelFrame.ts';
import { scaleProblem } from '../../lmm/problem.ts';
import { dataConstant } from '../../marginal/fitMarginal.ts';

/**
 * -2 log L, or the REML criterion, of the linear model with independent residuals, with all constants of those with a
 * structure: nu (log 2 pi s^2 + 1) + log |X'X| - sum log w, s^2 = RSS / nu, without log |X'X| and with nu = n by ML.
 *
 * Source: Harville 1974, Biometrika 61, 383-385.
 *
 * @throws AppError `perfect-fit`
 */
export function linearCriterion(frame: ModelFrame, reml: boolean): number {
  const problem = scaleProblem(frame);
  const nu = reml ? frame.n - problem.qr.rank : frame.n;
  const rss = problem.y.reduce((sum, value) => sum + value * value, 0);
  return nu * (1 + Math.log(rss / nu)) + dataConstant(problem, frame.n, reml);
}
