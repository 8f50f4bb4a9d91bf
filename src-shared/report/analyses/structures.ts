import { rankingCriteria, type FittedStructure, type Structures } from '../../model/analyses/structures.ts';
import type { Block, RichText } from '../../model/outputDocument.ts';
import { formatCount, formatFixed, formatThreshold, formatTo, noBreak } from '../numbers.ts';
import { structureCoefficientPlot } from '../plots/structureCoefficient.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';
import { criterionNames, findingOf, nameOfFitted, ranked } from '../words/structureRanking.ts';
import { structureCoefficientTable, structureRankingTable } from './structureTables.ts';

/** Which residual structure suits the data, and what a coefficient owes to the choice. */
export function structureBlocks(answer: Structures, context: ReportContext): Block[] {
  const plot = answer.fitted.length > 1 ? structureCoefficientPlot(answer, context) : null;
  const change = coefficientReading(answer, context);
  return [
    {
      kind: 'heading',
      level: 2,
      section: 'structures',
      text: 'Which structure of the residuals?',
      short: 'Structures',
    },
    { kind: 'text', role: 'reading', text: rankingReading(answer) },
    ...(change === null ? [] : [{ kind: 'text', role: 'reading', text: change } as const]),
    structureRankingTable(answer, context),
    ...(plot === null ? [] : [{ kind: 'plots', plots: [plot] } as const]),
    ...(answer.coefficient === null ? [] : [structureCoefficientTable(answer, answer.coefficient, context)]),
  ];
}

/** `UN has the lowest AIC and AICC, CSH the lowest BIC. This model’s AR(1) is 12.31 above the best in AIC.` */
function rankingReading(answer: Structures): RichText {
  const { criterion } = answer.question;
  const own = answer.fitted[answer.own];
  const best = ranked(answer)[0];
  if (answer.fitted.length === 1)
    return [`Only ${nameOfFitted(own)}, the structure of this model, could be fitted.`];
  const winners = new Map<FittedStructure, string[]>();
  for (const by of rankingCriteria) {
    const [first] = ranked(answer, by);
    winners.set(first, [...(winners.get(first) ?? []), criterionNames[by]]);
  }
  const texts = [...winners].map(([fit, criteria], i) => {
    const whose = fit === own ? ', the structure of this model,' : '';
    return `${nameOfFitted(fit)}${whose}${i === 0 ? ' has' : ''} the lowest ${joinWords(criteria)}`;
  });
  const above = own[criterion] - best[criterion];
  const finding = findingOf(best);
  return [
    { text: texts.join(', '), as: 'strong' },
    '.',
    own === best
      ? ''
      : own.converged
        ? ` ${nameOfFitted(own)}, the structure of this model, is ${formatFixed(above, 1)} above the lowest ${criterionNames[criterion]}.`
        : ` The fit of ${nameOfFitted(own)}, the structure of this model, did not reach its optimum.`,
    finding === 'singular'
      ? ` ${nameOfFitted(best)} is at its limit: a structure with fewer parameters may say the same.`
      : finding === 'not identified'
        ? ` The data cannot tell the parameters of ${nameOfFitted(best)} apart; choose one with fewer.`
        : '',
  ];
}

/** How far the coefficient and its standard error move, and whether its test turns out differently. */
function coefficientReading(answer: Structures, context: ReportContext): RichText | null {
  const { coefficient } = answer;
  const { names, result } = context;
  const rows = answer.fitted
    .filter(({ converged }) => converged)
    .flatMap(({ fixed }) => fixed.filter(({ term, se }) => term === coefficient && se > 0));
  if (coefficient === null || rows.length < 2) return null;
  const ruler = Math.min(...rows.map(({ se }) => se));
  const said = (value: number) => formatTo(value, ruler, 3);
  const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)].map(said);
  const [low, high] = range(rows.map(({ estimate }) => estimate));
  const [least, most] = range(rows.map(({ se }) => se));
  const alpha = 1 - result.spec.level;
  const clear = rows.filter(({ p }) => p < alpha).length;
  const limit = formatThreshold(alpha);
  const tests =
    clear === rows.length
      ? `always ${limit}`
      : clear === 0
        ? `never ${limit}`
        : `${limit} with ${formatCount(clear)} of them`;
  const moves =
    low === high
      ? `is ${names.withUnit(low)} with all ${formatCount(rows.length)} structures`
      : `is between ${low} and ${names.withUnit(high)} with the ${formatCount(rows.length)} structures`;
  const error = least === most ? `its SE ${least}` : `its SE between ${least} and ${most}`;
  return [
    `The coefficient of ${names.coefficient(coefficient)} ${moves}, ${error}, `,
    { text: tests.replaceAll(' ', noBreak), as: 'strong' },
    '.',
  ];
}
