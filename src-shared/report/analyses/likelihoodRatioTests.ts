import type { LikelihoodRatioTests } from '../../model/analyses/likelihoodRatioTests.ts';
import type { Block, RichText, TableBlock } from '../../model/outputDocument.ts';
import { formatCount, formatFixed, formatP, formatStatistic, formatThreshold } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';

/** Tests of the predictors by leaving them out, below the F tests. */
export function likelihoodRatioBlocks(answer: LikelihoodRatioTests, context: ReportContext): Block[] {
  if (answer.tests.length === 0) return [];
  return [{ kind: 'text', role: 'reading', text: reading(answer, context) }, table(answer, context)];
}

function reading({ tests }: LikelihoodRatioTests, { result, names }: ReportContext): RichText {
  const alpha = 1 - result.spec.level;
  const threshold = formatThreshold(alpha);
  const list = (rows: typeof tests) => joinWords(rows.map(({ term }) => names.term(term)));
  const needed = tests.filter(({ p }) => p < alpha);
  const spared = tests.filter(({ p }) => p >= alpha);
  const clear = needed.length === 0 ? '' : `clear evidence (${threshold}) for ${list(needed)}`;
  const open = spared.length === 0 ? '' : `without ${list(spared)} the model fits about as well`;
  return [`By likelihood ratio: ${[clear, open].filter((part) => part !== '').join('; ')}.`];
}

function table(answer: LikelihoodRatioTests, context: ReportContext): TableBlock {
  const { names } = context;
  return {
    kind: 'table',
    caption: `Likelihood-ratio tests of the terms of the fixed part on ${names.response}`,
    columns: [
      { label: 'Left out', align: 'text' },
      { label: 'df', align: 'number' },
      { label: 'LRT', align: 'number' },
      { label: 'p', align: 'number' },
      { label: 'AIC without', align: 'number' },
    ],
    rows: answer.tests.map(({ term, df, LRT, p, aic }) => [
      { text: names.term(term) },
      { text: formatCount(df) },
      { text: formatStatistic(LRT) },
      { text: formatP(p) },
      { text: formatFixed(aic, 1) },
    ]),
    footnotes: footnotes(answer, context),
  };
}

function footnotes(answer: LikelihoodRatioTests, { result, names }: ReportContext): string[] {
  const { tests, contained, aic, converged } = answer;
  const again = result.method === 'REML' ? ', this one too, since REML criteria cannot be compared here' : '';
  const notes = [
    `The model without the term against the whole model (AIC ${formatFixed(aic, 1)}), fitted by maximum likelihood${again}; ` +
      'LRT = rise of −2 log-likelihood, compared with χ² with df degrees of freedom. With few clusters these p values are too small: ' +
      'the F tests above are the better ones then.',
  ];
  if (contained.length > 0) {
    notes.push(
      `Not left out on ${contained.length === 1 ? 'its' : 'their'} own, since an interaction contains ` +
        `${contained.length === 1 ? 'it' : 'them'}: ${joinWords(contained.map(names.term))}.`,
    );
  }
  const without = tests.filter((test) => !test.converged).map(({ term }) => names.term(term));
  if (!converged) notes.push('The fit of the whole model by maximum likelihood did not reach its optimum.');
  if (without.length > 0) notes.push(`The fit without ${joinWords(without)} did not reach its optimum.`);
  return notes;
}
