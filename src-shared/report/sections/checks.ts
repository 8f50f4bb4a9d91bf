import type { RichText, TableBlock } from '../../model/outputDocument.ts';
import { formatFixed, formatDf, formatP, formatPInText, formatStatistic } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, joinWords } from '../words/lists.ts';

/** Outside this range the Durbin-Watson statistic, which is near 2 without it, hints at autocorrelation. */
const durbinWatsonNear = { low: 1.5, high: 2.5 };

/** Below this p value a test counts as a sign, whatever the level of the intervals. */
const alpha = 0.05;

/** What the tests of a least-squares model's assumptions found; else what the residuals of the plots are. */
export function diagnosticsReading({ result, judgeable }: ReportContext): RichText {
  const { diagnostics } = result;
  if (result.scaledResiduals !== undefined) {
    return [
      'Scaled residuals are freed of the covariance that the model gives them, by its Cholesky factor: where the model holds ' +
        'they are independent with variance 1, and show neither a trend nor a funnel.',
    ];
  }
  if (diagnostics === null || !judgeable) return [];
  const signs: string[] = [];
  const none: string[] = [];
  const sort = (found: boolean, text: string) => (found ? signs : none).push(text);
  const { breuschPagan, shapiroWilk, durbinWatson } = diagnostics;
  if (breuschPagan.df > 0 && Number.isFinite(breuschPagan.p)) {
    sort(breuschPagan.p < alpha, `unequal spread (Breusch–Pagan ${formatPInText(breuschPagan.p)})`);
  }
  if (Number.isFinite(shapiroWilk.p)) {
    sort(shapiroWilk.p < alpha, `non-normal residuals (Shapiro–Wilk ${formatPInText(shapiroWilk.p)})`);
  }
  if (Number.isFinite(durbinWatson)) {
    const far = durbinWatson < durbinWatsonNear.low || durbinWatson > durbinWatsonNear.high;
    sort(far, `dependence between neighbouring rows (Durbin–Watson ${formatFixed(durbinWatson, 2)})`);
  }
  const sentences = [
    signs.length === 0 ? '' : `signs of ${joinWords(signs)}`,
    none.length === 0 ? '' : `no clear sign of ${joinWords(none)}`,
  ].filter((text) => text !== '');
  return sentences.length === 0 ? [] : [`${capitalise(sentences.join('; '))}.`];
}

/** Durbin-Watson, Breusch-Pagan, Shapiro-Wilk; null for mixed models, for which they are not made. */
export function diagnosticsTable({ result }: ReportContext): TableBlock | null {
  const { diagnostics } = result;
  if (diagnostics === null) return null;
  const { durbinWatson, breuschPagan, shapiroWilk } = diagnostics;
  const rows = [
    // Without predictors there is nothing that the spread could depend on.
    ...(breuschPagan.df > 0
      ? [
          [
            'Equal spread (Breusch–Pagan)',
            formatStatistic(breuschPagan.statistic),
            formatDf(breuschPagan.df, [breuschPagan.df]),
            formatP(breuschPagan.p),
          ],
        ]
      : []),
    ['Normal residuals (Shapiro–Wilk)', formatFixed(shapiroWilk.W, 3), '', formatP(shapiroWilk.p)],
    ['Independent neighbours (Durbin–Watson)', formatFixed(durbinWatson, 2), '', ''],
  ];
  return {
    kind: 'table',
    caption: 'Tests of assumptions',
    columns: [
      { label: 'Assumption', align: 'text' },
      { label: 'Statistic', align: 'number' },
      { label: 'df', align: 'number' },
      { label: 'p', align: 'number' },
    ],
    rows: rows.map((row) => row.map((text) => ({ text }))),
    footnotes: [
      'A small p value speaks against the assumption. Durbin–Watson is near 2 where neighbouring rows are ' +
        'independent; it makes sense only if the rows are in order of time or place.' +
        (Number.isFinite(shapiroWilk.W) ? '' : ' Shapiro–Wilk needs 3 to 5,000 observations.'),
    ],
  };
}
