import { expect, it } from 'vitest';
import { buildReport } from '../../../../src-shared/report/buildReport.ts';
import { renderHtml } from '../../../../src-shared/report/renderHtml.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import { variant } from '../../../helpers/reportVariants.ts';

it.each([NaN, Infinity, -1e300])('draws no coordinate from %s', (value) => {
  const { effects, fitted, ranef } = sleepstudyResult();
  const [effect] = effects;
  const [curve] = effect.curves;
  const spoilt = (values: readonly number[]) => values.map((old, i) => (i === 0 ? value : old));
  const html = renderHtml(
    buildReport(
      variant({
        effects: [
          { ...effect, curves: [{ ...curve, lower: spoilt(curve.lower) }] },
          { ...effect, term: 'again', curves: [{ ...curve, estimate: curve.estimate.map(() => value) }] },
        ],
        fitted: fitted.map((old, i) => (i === 0 ? value : old)),
        residuals: fitted.map(() => value),
        ranef: ranef.map((block) => ({
          ...block,
          modes: block.modes.map((row, i) => (i === 0 ? row.map(() => value) : row)),
        })),
      }),
      { dataName: 'd' },
    ),
  );
  expect(html).not.toMatch(/NaN|Infinity|\de\+\d/);
});
