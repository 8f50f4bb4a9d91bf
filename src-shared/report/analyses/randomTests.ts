import type { NullDistribution, RandomTest, RandomTests } from '../../model/analyses/randomTests.ts';
import type { Block, RichText, TableBlock } from '../../model/outputDocument.ts';
import { absent, formatCount, formatFixed, formatP, formatStatistic, formatThreshold } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';

/** Does each random part matter? The model without it against the whole model. */
export function randomTestBlocks(answer: RandomTests, context: ReportContext): Block[] {
  return [
    {
      kind: 'heading',
      level: 2,
      section: 'randomParts',
      text: 'Does each random part matter?',
      short: 'Random parts',
    },
    { kind: 'text', role: 'reading', text: reading(answer, context) },
    table(answer, context),
  ];
}

/** The best p value there is: drawn, else by theory; NaN where neither exists. */
function bestP({ simulated, pMixture }: RandomTest): number {
  return simulated !== null && Number.isFinite(simulated.p) ? simulated.p : pMixture;
}

/** Whether the naive p is known to be too large, though by how much is not known. */
function isBounded({ null: distribution }: RandomTest): boolean {
  return distribution.kind === 'unknown' && distribution.reason === 'several-variances';
}

function reading({ tests }: RandomTests, context: ReportContext): RichText {
  const alpha = 1 - context.result.spec.level;
  const isClear = (test: RandomTest) => bestP(test) < alpha || (isBounded(test) && test.pChisq < alpha);
  const clear = tests.filter(isClear);
  const open = tests.filter((test) => !isClear(test) && bestP(test) >= alpha);
  const unknown = tests.filter((test) => !isClear(test) && Number.isNaN(bestP(test)));
  const threshold = formatThreshold(alpha);
  const differ = (rows: readonly RandomTest[]) => joinWords(rows.map((test) => difference(test, context)));
  const sentences: string[] = [];
  if (clear.length > 0) sentences.push(`Clear evidence (${threshold}) that ${differ(clear)}.`);
  if (open.length > 0) {
    sentences.push(`No clear evidence that ${differ(open)}: the data are compatible with none of it.`);
  }
  if (unknown.length > 0) {
    sentences.push(`Theory gives no p value for whether ${differ(unknown)}: ask for bootstrap samples.`);
  }
  return [sentences.join(' ')];
}

/** `subjects differ in the effect of Days` */
function difference({ group, slope }: RandomTest, { groups, names }: ReportContext): string {
  const what = slope === null ? 'their level' : `the effect of ${names.term(slope)}`;
  return `${groups.several(group)} differ in ${what}`;
}

function table(answer: RandomTests, context: ReportContext): TableBlock {
  const { names, groups } = context;
  const { tests } = answer;
  const kinds = new Set(tests.flatMap(({ simulated }) => (simulated === null ? [] : [simulated.kind])));
  return {
    kind: 'table',
    caption: `Tests of the random parts of the model of ${names.response}`,
    columns: [
      { label: 'Left out', align: 'text' },
      { label: 'df', align: 'number' },
      { label: 'LRT', align: 'number' },
      { label: 'Compared with', align: 'text' },
      { label: 'p', align: 'number' },
      ...[...kinds].map((kind) => ({ label: `p, ${kind}`, align: 'number' as const })),
      { label: 'Naive p', align: 'number' },
      { label: 'AIC without', align: 'number' },
    ],
    rows: tests.map((test) => {
      const what = test.slope === null ? 'level' : `effect of ${names.term(test.slope)}`;
      return [
        { text: `${groups.title(test.group)}: ${what}` },
        { text: formatCount(test.df) },
        { text: formatStatistic(test.LRT) },
        { text: mixtureText(test.null) },
        { text: formatP(test.pMixture) },
        ...[...kinds].map((kind) => ({
          text: test.simulated?.kind === kind ? formatP(test.simulated.p) : absent,
        })),
        { text: formatP(test.pChisq) },
        { text: formatFixed(test.aic, 1) },
      ];
    }),
    footnotes: footnotes(answer, context),
  };
}

/** `½ χ²(1) + ½ χ²(2)` */
function mixtureText(distribution: NullDistribution): string {
  if (distribution.kind === 'unknown') return absent;
  return distribution.df.map((df) => `½ χ²(${df})`).join(' + ');
}

const unknownReasons: Readonly<Record<Extract<NullDistribution, { kind: 'unknown' }>['reason'], string>> = {
  'several-variances':
    'several variances go at once, and the shares of the mixture are not known (the naive p is too large)',
  'reduced-singular':
    'the model without it has another variance or correlation at its limit, where the theory does not hold',
  'not-converged': 'one of the two fits did not reach its optimum',
};

function footnotes(answer: RandomTests, context: ReportContext): string[] {
  const { method, tests, aic } = answer;
  const criterion = method === 'REML' ? 'REML criterion' : '−2 log-likelihood';
  const slopes = tests.some(({ df, slope }) => slope !== null && df > 1);
  const notes = [
    `LRT = rise of the ${criterion} where the part is left out; df = ${slopes ? 'variances and covariances' : 'variances'} that ` +
      `go with it. AIC of the whole model: ${formatFixed(aic, 1)}.`,
  ];
  if (tests.some((test) => test.null.kind === 'mixture')) {
    notes.push(
      'p: a variance cannot be below 0, so if the part is nothing LRT follows, with many clusters, the half-and-half mixture ' +
        'shown; χ²(0) is the constant 0 (Self and Liang 1987; Stram and Lee 1994). The naive p takes χ² with all df and is ' +
        'too large.',
    );
  }
  for (const [reason, words] of Object.entries(unknownReasons)) {
    const rows = tests.filter((test) => test.null.kind === 'unknown' && test.null.reason === reason);
    if (rows.length === 0) continue;
    const which = joinWords(rows.map((test) => difference(test, context)));
    const advice = rows.every(({ simulated }) => simulated !== null) ? '' : ' Bootstrap samples give one.';
    notes.push(`No p by theory for whether ${which}: ${words}.${advice}`);
  }
  return [...notes, ...simulationNotes(tests)];
}

function simulationNotes(tests: readonly RandomTest[]): string[] {
  const simulated = tests.flatMap((test) => (test.simulated === null ? [] : [test.simulated]));
  const [first] = simulated;
  if (first === undefined) return [];
  const counted = 'p = (1 + draws at or above LRT) / (1 + draws)';
  if (first.kind === 'exact') {
    const asked = first.draws < first.requested ? ` of ${formatCount(first.requested)} asked for` : '';
    return [
      `p, exact: ${formatCount(first.draws)} draws${asked} from the distribution of LRT for exactly these rows and clusters ` +
        `(Crainiceanu and Ruppert 2004), seed ${first.seed}; ${counted}.`,
    ];
  }
  const notes = [
    `p, bootstrap: ${formatCount(first.requested)} outcomes drawn from the model without the part, to which both models are ` +
      `fitted, seed ${first.seed}; ${counted}.`,
  ];
  const done = simulated.reduce((sum, { draws, failed }) => sum + draws + failed, 0);
  const failed = simulated.reduce((sum, test) => sum + test.failed, 0);
  if (done < first.requested * tests.length) {
    notes.push(
      `The run was stopped: ${joinWords(simulated.map(({ draws }) => formatCount(draws)))} outcomes were used` +
        `${simulated.length < tests.length ? `, none for the last ${formatCount(tests.length - simulated.length)}` : ''}.`,
    );
  }
  if (failed > 0) {
    notes.push(
      `To ${formatCount(failed)} of ${formatCount(done)} outcomes a model could not be fitted; they are left out.`,
    );
  }
  return notes;
}
