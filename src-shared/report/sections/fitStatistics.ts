import type { FitResult } from '../../model/fitResult.ts';
import type { Cell, RichText, TableBlock } from '../../model/outputDocument.ts';
import {
  absent,
  formatCount,
  formatDf,
  formatFixed,
  formatPInText,
  formatRoundShare,
  formatSignificant,
  formatStatistic,
} from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { residualWords } from '../words/residualWords.ts';

/** Decimals of log-likelihoods and information criteria: differences below a tenth mean nothing. */
const criterionDecimals = 1;

/** How much the model accounts for. */
export function fitReading({ result, names }: ReportContext): RichText {
  const { marginal, conditional } = result.r2;
  const predictors = result.fixed.some((row) => row.term !== '(Intercept)');
  if (onlyPredictors(result)) {
    if (!predictors || !Number.isFinite(marginal)) return [];
    return [
      'The predictors account for ',
      strong(formatRoundShare(marginal)),
      ` of the variance of ${names.response}.`,
    ];
  }
  if (!Number.isFinite(conditional)) return [];
  if (!predictors)
    return [
      'The groupings account for ',
      strong(formatRoundShare(conditional)),
      ` of the variance of ${names.response}.`,
    ];
  return [
    'The predictors account for ',
    strong(formatRoundShare(marginal)),
    ` of the variance of ${names.response}, predictors and groupings together for `,
    strong(formatRoundShare(conditional)),
    '.',
  ];
}

/** Criteria, explained variance, residual spread: each with what it means. */
export function fitTable(context: ReportContext): TableBlock {
  const { result, names } = context;
  const rows = [...(result.method === 'OLS' ? leastSquaresRows(context) : mixedRows(context))];
  const of = residualSdOf(context);
  const unit = names.responseUnit;
  const ofWeight = result.spec.weights === undefined ? '' : ' of weight 1';
  rows.push([
    'Residual SD',
    formatSignificant(result.sigma, 4),
    `Typical distance of an observation${ofWeight} from its fitted value${unit === '' ? '' : `, in ${unit}`}${of}`,
  ]);
  const logLik = result.method === 'REML' ? 'REML criterion' : '−2 log-likelihood';
  rows.push(
    [logLik, criterion(result.minus2LogLik), comparability(result.method)],
    ['AIC', criterion(result.aic), 'Lower is better, between models of the same rows'],
    ['BIC', criterion(result.bic), 'The same with a stronger charge for each parameter'],
    ['Parameters', formatCount(result.nParameters), 'Coefficients, variances and covariances'],
  );
  return {
    kind: 'table',
    caption: 'Fit statistics',
    columns: [
      { label: 'Statistic', align: 'text' },
      { label: 'Value', align: 'number' },
      { label: 'Meaning', align: 'text' },
    ],
    rows: rows.map((row) => row.map((text): Cell => ({ text }))),
    footnotes: [
      ...(result.method === 'REML'
        ? [
            `AIC and BIC use the REML criterion and count all parameters${result.spec.residual === undefined ? ', as lme4 does' : ''}.`,
          ]
        : []),
      ...(rows.some(([, value]) => value === absent)
        ? [`${absent} A number that does not exist for this model.`]
        : []),
    ],
  };
}

type Row = [string, string, string];

/** Whether nothing but the predictors can account for variance. */
function onlyPredictors({ method, ranef, spec }: FitResult): boolean {
  return method === 'OLS' || (ranef.length === 0 && spec.residual !== undefined);
}

function mixedRows({ result }: ReportContext): Row[] {
  if (onlyPredictors(result)) {
    return [['R²', formatFixed(result.r2.marginal, 2), 'Variance accounted for by the predictors']];
  }
  const rows: Row[] = [
    ['R² marginal', formatFixed(result.r2.marginal, 2), 'Variance accounted for by the predictors'],
    [
      'R² conditional',
      formatFixed(result.r2.conditional, 2),
      'Variance accounted for by predictors and groupings',
    ],
  ];
  if (result.icc !== null) {
    rows.push(
      [
        'ICC adjusted',
        formatFixed(result.icc.adjusted, 2),
        'Share of the groupings in the variance around the fixed effects',
      ],
      [
        'ICC unadjusted',
        formatFixed(result.icc.unadjusted, 2),
        'Share of the groupings in the whole variance',
      ],
    );
  }
  return rows;
}

function leastSquaresRows({ result }: ReportContext): Row[] {
  const { glance } = result;
  if (glance === null) return [];
  const rows: Row[] = [
    ['R²', formatFixed(glance.r2, 2), 'Variance accounted for by the predictors'],
    ['R² adjusted', formatFixed(glance.adjR2, 2), 'The same, corrected for the number of predictors'],
  ];
  if (Number.isFinite(glance.F)) {
    const dfs = [glance.numDf, glance.denDf];
    const test = `F(${dfs.map((df) => formatDf(df, dfs)).join(', ')}) = ${formatStatistic(glance.F)}`;
    rows.push([
      'Overall F test',
      formatStatistic(glance.F),
      `${test}, ${formatPInText(glance.p)}: all predictors together`,
    ]);
  }
  rows.push([
    'Residual sum of squares',
    formatSignificant(glance.deviance, 5),
    `On ${formatDf(glance.dfResidual, [glance.dfResidual])} degrees of freedom`,
  ]);
  return rows;
}

/** Whose SD is given where it differs. */
function residualSdOf(context: ReportContext): string {
  const words = residualWords(context);
  if (words === null || !words.severalVariances) return '';
  const { covariance, parts, structure } = words;
  const level = covariance.parameters[0]?.level ?? null;
  const first =
    structure.variances === 'different' ? [`${parts.by ?? words.occasion} ${covariance.occasions[0]}`] : [];
  const group = level === null ? [] : [words.levelTitle(level)];
  return `; at ${[...first, ...group].join(', ')}`;
}

function criterion(value: number): string {
  return formatFixed(value, criterionDecimals);
}

function comparability(method: string): string {
  return method === 'REML'
    ? 'Comparable only between models with the same fixed part'
    : 'Comparable between models of the same rows';
}

function strong(text: string): { text: string; as: 'strong' } {
  return { text, as: 'strong' };
}
