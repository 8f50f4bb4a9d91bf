import type { EffectSizes } from '../../model/analyses/effectSizes.ts';
import type { Block, TableBlock } from '../../model/outputDocument.ts';
import { columnFormat, formatFixed, formatShare } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';

/** What the fixed terms explain: the variances beside those of the null model, and the effect size of each term. */
export function effectSizeBlocks(answer: EffectSizes, context: ReportContext): Block[] {
  return [
    componentTable(answer, context),
    ...(answer.terms.length === 0 ? [] : [termTable(answer, context)]),
  ];
}

function componentTable(answer: EffectSizes, { result, names, groups }: ReportContext): TableBlock {
  const { components, nullModel } = answer;
  const format = columnFormat(
    components.flatMap(({ variance, nullVariance }) => [variance, nullVariance]),
    3,
  );
  const sd = names.withUnit(format(nullModel.outcomeSd, nullModel.outcomeSd));
  const parts = [
    ...(result.ranef.length > 0 ? ['one random intercept per grouping'] : []),
    ...(result.residualCovariance === undefined ? [] : ['the same residual covariance structure']),
  ];
  const notes = [
    `Null model: ${nullModel.formula}, without predictors and with ${joinWords(parts)}. ` +
      'Relative change = (variance − variance in the null model) / variance in the null model: below 0, the ' +
      'predictors account for variation at this level (Raudenbush and Bryk 2002). It can be above 0, because the ' +
      'variance between clusters is estimated net of the variation within them, which predictors make smaller (Snijders and Bosker 1994).',
    `Change in SD = (SD − SD in the null model) / SD of the outcome in the null model, ${sd}: the square root of ` +
      'the sum of its variances.',
  ];
  if (result.residualCovariance !== undefined) {
    notes.push('Residual: the mean variance of the rows, in this model and in the null model.');
  }
  if (result.variance.some(({ term }) => term !== null && term !== '(Intercept)')) {
    notes.push(
      'Random slopes have no counterpart in the null model. Beside them, the variance of a level is that of clusters ' +
        'where the predictors with a random slope are 0; in the null model it is averaged over all observations.',
    );
  }
  if (!nullModel.converged) notes.push('The fit of the null model did not reach its optimum.');
  return {
    kind: 'table',
    caption: `Variance components of ${names.response} beside those of the null model`,
    columns: [
      { label: 'Component', align: 'text' },
      { label: 'Null model', align: 'number' },
      { label: 'This model', align: 'number' },
      { label: 'Relative change', align: 'number' },
      { label: 'Change in SD', align: 'number' },
    ],
    rows: components.map(({ group, variance, nullVariance, relativeChange, standardisedSdChange }) => [
      { text: group === null ? 'Residual' : groups.component(group, '(Intercept)') },
      { text: format(nullVariance, nullVariance) },
      { text: format(variance, variance) },
      { text: formatShare(relativeChange) },
      { text: formatFixed(standardisedSdChange, 3) },
    ]),
    footnotes: notes,
  };
}

function termTable(answer: EffectSizes, { result, names }: ReportContext): TableBlock {
  const { terms, method } = answer;
  const stays =
    result.ranef.length === 0
      ? 'the residual covariance structure stays'
      : result.residualCovariance === undefined
        ? 'the random part stays'
        : 'the random part and the residual covariance structure stay';
  const notes = [
    `Marginal R² of this model: ${formatFixed(answer.r2, 3)} (Nakagawa and Schielzeth 2013). ` +
      `Each term is left out in turn, ${stays}, and the model is fitted again by ${method}. ` +
      'Semi-partial R² = drop in marginal R² (Stoffel, Nakagawa and Schielzeth 2021); f² = that drop / (1 − marginal R² of this model), ' +
      'Cohen’s f² for one term of a mixed model (Selya et al. 2012, here with the marginal R²). ' +
      'Both can be slightly below 0 for a term that explains nothing. Cohen (1988) calls f² of 0.02 small, 0.15 medium and 0.35 large.',
  ];
  for (const { term, interactions } of terms) {
    if (interactions.length === 0) continue;
    notes.push(`${names.term(term)} is left out together with ${joinWords(interactions.map(names.term))}.`);
  }
  const open = terms.filter(({ converged }) => !converged);
  if (open.length > 0) {
    notes.push(
      `The fit without ${joinWords(open.map(({ term }) => names.term(term)))} did not reach its optimum.`,
    );
  }
  return {
    kind: 'table',
    caption: `Effect sizes of the terms of the fixed part on ${names.response}`,
    columns: [
      { label: 'Term', align: 'text' },
      { label: 'R² without it', align: 'number' },
      { label: 'Semi-partial R²', align: 'number' },
      { label: 'f²', align: 'number' },
    ],
    rows: terms.map(({ term, r2Without, semiPartialR2, f2 }) => [
      { text: names.term(term) },
      ...[r2Without, semiPartialR2, f2].map((value) => ({ text: formatFixed(value, 3) })),
    ]),
    footnotes: notes,
  };
}
