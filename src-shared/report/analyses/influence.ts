import {
  cooksCutOff,
  type Influence,
  type NotEstimableWithout,
  type RefittedWithout,
} from '../../model/analyses/influence.ts';
import type { Block, Cell, RichText, Run, TableBlock } from '../../model/outputDocument.ts';
import { absent, columnFormat, formatCount, formatFixed, formatP, formatShare, noBreak } from '../numbers.ts';
import { cooksDistancePlot } from '../plots/cooksDistance.ts';
import type { ReportContext } from '../reportContext.ts';
import { influenceWords, mostChanged } from '../words/influenceWords.ts';
import { joinWords } from '../words/lists.ts';

/** So many of the most influential levels have a line in the tables. */
const maxListed = 10;
/** More components than this do not fit beside each other. */
const maxComponents = 6;
/** Levels named one by one in a sentence or notice. */
const maxNamed = 5;

/** Does the result hang on single clusters or rows? Reading, tables of the most influential, Cook's distances. */
export function influenceBlocks(answer: Influence, context: ReportContext): Block[] {
  const { several } = influenceWords(answer, context);
  const plot = cooksDistancePlot(answer, context);
  const ranked = answer.levels
    .filter((level): level is RefittedWithout => level.kind === 'refitted')
    .sort((a, b) => b.cooksDistance - a.cooksDistance);
  const findings = findingsOf(answer, context);
  return [
    {
      kind: 'heading',
      level: 2,
      section: 'influence',
      text: `Does the result hang on single ${several}?`,
      short: 'Influence',
    },
    ...findings.map((finding) => ({ kind: 'text' as const, role: 'body' as const, text: [finding] })),
    ...(ranked.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            role: 'reading' as const,
            text: influenceReading(answer, ranked, context),
          },
          coefficientsWithout(answer, ranked.slice(0, maxListed), context),
          componentsWithout(answer, ranked.slice(0, maxListed), context),
        ]),
    ...(plot === null ? [] : [{ kind: 'plots' as const, plots: [plot] }]),
  ];
}

/** The most influential level and what changes without it; how many are beyond the cut-off; whether conclusions hang on one. */
function influenceReading(
  answer: Influence,
  ranked: readonly RefittedWithout[],
  context: ReportContext,
): RichText {
  const words = influenceWords(answer, context);
  const beyond = ranked.filter((level) => level.cooksDistance > cooksCutOff(answer)).length;
  const all = `${formatCount(answer.levels.length)} ${words.several}`;
  const verb = beyond === 1 ? 'exceeds' : 'exceed';
  const count = beyond === 0 ? `None of the ${all} exceeds` : `${formatCount(beyond)} of ${all} ${verb}`;
  return [
    ...changeSentence(answer, ranked[0], context),
    ` It has the largest Cook’s distance, ${words.distance(ranked[0])}. `,
    `${count} the cut-off ${words.cutOff}. `,
    conclusions(answer, ranked, context),
  ];
}

/** `Without Subject 308 the effect of Days falls from 10.5 ms to 9.8 ms per day.` */
function changeSentence(answer: Influence, level: RefittedWithout, context: ReportContext): Run[] {
  const { names } = context;
  const words = influenceWords(answer, context);
  const j = mostChanged(level, answer);
  const { term } = answer.coefficients[j];
  const [before, after] = [answer.all.estimate[j], level.estimate[j]];
  const [from, to] = [before, after].map((value) => words.value(value, answer.all.se[j]));
  const parts = names.parts(term);
  const unit = parts?.length === 1 && parts[0].kind === 'covariate' ? names.unit(parts[0].expression) : null;
  const what = parts?.length === 0 ? 'the intercept' : `the effect of ${names.coefficient(term)}`;
  const per = unit === null ? '' : ` per ${unit}`;
  const start = `Without ${words.name(level.level)} ${what} `;
  if (from === to) return [`${start}stays at `, strong(`${to}${per}`), '.'];
  // one unit is enough
  const shared = `${noBreak}${names.responseUnit}`;
  const short = from.endsWith(shared) && to.endsWith(shared) ? from.slice(0, -shared.length) : from;
  return [`${start}${after < before ? 'falls' : 'rises'} from ${short} to `, strong(`${to}${per}`), '.'];
}

/** Whether a test turns out differently without a single level. */
function conclusions(answer: Influence, ranked: readonly RefittedWithout[], context: ReportContext): string {
  const words = influenceWords(answer, context);
  const alpha = 1 - context.result.spec.level;
  const percent = `${formatFixed(100 * alpha, Number.isInteger(Math.round(1e9 * alpha) / 1e7) ? 0 : 1)}${noBreak}%`;
  const slopes = answer.coefficients
    .map((_, j) => j)
    .filter((j) => answer.coefficients[j].term !== '(Intercept)');
  const judged = slopes.length > 0 ? slopes : [0];
  const differs = judged.flatMap((j) => {
    const clear = answer.all.p[j] < alpha;
    const without = ranked.filter((level) => level.p[j] < alpha !== clear);
    if (without.length === 0) return [];
    const named = without.slice(0, maxNamed).map((level) => level.level);
    if (without.length > maxNamed) named.push(`${formatCount(without.length - maxNamed)} more`);
    const name = context.names.coefficient(answer.coefficients[j].term);
    return [
      `${name} is ${clear ? 'no longer' : 'then'} significant at the ${percent} level without ${words.one} ${joinWords(named)}`,
    ];
  });
  if (differs.length === 0)
    return `No test at the ${percent} level turns out differently without one of them.`;
  return `${differs.join('; ')}.`;
}

function coefficientsWithout(
  answer: Influence,
  listed: readonly RefittedWithout[],
  context: ReportContext,
): TableBlock {
  const { all, coefficients } = answer;
  const words = influenceWords(answer, context);
  const number = (text: string, note?: string): Cell => (note === undefined ? { text } : { text, note });
  return {
    kind: 'table',
    caption: `Coefficients without the most influential ${words.several}`,
    columns: [
      { label: words.title, align: 'text' },
      { label: 'Cook’s distance', align: 'number' },
      { label: 'Most changed', align: 'text' },
      { label: 'All rows', align: 'number' },
      { label: 'Without', align: 'number' },
      { label: 'p, all rows', align: 'number' },
      { label: 'p, without', align: 'number' },
      { label: 'DFBETAS', align: 'number' },
    ],
    rows: listed.map((level) => {
      const j = mostChanged(level, answer);
      const format = columnFormat([all.se[j]], 3);
      const value = (estimate: number, se: number) =>
        number(format(estimate, all.se[j]), `SE ${format(se, all.se[j])}`);
      return [
        { text: level.level },
        number(words.distance(level)),
        { text: context.names.coefficient(coefficients[j].term) },
        value(all.estimate[j], all.se[j]),
        value(level.estimate[j], level.se[j]),
        number(formatP(all.p[j])),
        number(formatP(level.p[j])),
        number(formatFixed(level.dfbetas[j], 2)),
      ];
    }),
    footnotes: [
      `${listedNote(answer, listed, context)}Each model is fitted again to the rows that are left; p values with ${dfWords[answer.dfMethod]}.`,
      'Cook’s distance of the fixed effects: (b − bᵢ)′ V⁻¹ (b − bᵢ) / p, with b and its covariance V from all rows, bᵢ without ' +
        `the ${words.one}, p = ${coefficients.length} (Demidenko & Stukel 2005). Cut-off ${words.cutOff}: four over the number of ` +
        `${words.several} (Van der Meer, te Grotenhuis & Pelzer 2010). DFBETAS = (b − bᵢ) / SE without the ${words.one}.`,
    ],
  };
}

const dfWords: Readonly<Record<Influence['dfMethod'], string>> = {
  satterthwaite: 'Satterthwaite’s degrees of freedom of the new fit',
  'between-within': 'between-within degrees of freedom',
  containment: 'containment degrees of freedom',
  residual: 'the residual degrees of freedom',
  asymptotic: 'the normal distribution',
};

function listedNote(answer: Influence, listed: readonly RefittedWithout[], context: ReportContext): string {
  if (listed.length === answer.levels.length) return '';
  return `The ${formatCount(listed.length)} most influential of ${formatCount(answer.levels.length)} ${influenceWords(answer, context).several}. `;
}

/** How much each variance changes, relative to all rows. */
function componentsWithout(
  answer: Influence,
  listed: readonly RefittedWithout[],
  context: ReportContext,
): TableBlock {
  const { groups } = context;
  const words = influenceWords(answer, context);
  const shown = answer.components
    .slice(0, maxComponents - 1)
    .concat(answer.components.slice(maxComponents - 1).slice(-1));
  const positions = shown.map((component) => answer.components.indexOf(component));
  const hidden = answer.components.length - shown.length;
  const fromZero = listed.some((level) =>
    positions.some(
      (c) => !isDifference(answer.components[c]) && answer.all.variances[c] === 0 && level.variances[c] > 0,
    ),
  );
  const differences = shown.some(isDifference);
  const several = shown.some(({ parameter }) => parameter !== undefined) ? 'parameter' : 'variance';
  const limited = listed.filter(({ singular }) => singular).map(({ level }) => level);
  return {
    kind: 'table',
    caption: `${several === 'variance' ? 'Variance components' : 'Covariance parameters'} without the most influential ${words.several}`,
    columns: [
      { label: words.title, align: 'text' },
      ...shown.map(({ group, term, parameter }) => ({
        label:
          parameter !== undefined
            ? residualName(parameter)
            : term === null
              ? 'Residual'
              : groups.component(group, term),
        align: 'number' as const,
      })),
    ],
    rows: listed.map((level) => [
      { text: level.level },
      ...positions.map((c) => {
        const [all, without] = [answer.all.variances[c], level.variances[c]];
        return {
          text: isDifference(answer.components[c]) ? difference(all, without) : relativeChange(all, without),
        };
      }),
    ]),
    footnotes: [
      `Change of each ${several} against the model of all rows${differences ? '; of what is no variance or range the difference' : ''}.${fromZero ? ` ${absent} The variance is 0 with all rows, and above 0 without.` : ''}`,
      ...(limited.length > 0 ? [`A variance component is at its limit without ${joinWords(limited)}.`] : []),
      ...(hidden > 0
        ? [`${hidden} more ${several === 'variance' ? 'components' : 'parameters'} are not shown.`]
        : []),
    ],
  };
}

type Component = Influence['components'][number];

/** Correlations and what else can be 0 or negative change by a difference, not by a share. */
function isDifference({ parameter }: Component): boolean {
  return parameter !== undefined && !/variance|^range$/.test(parameter.name);
}

function residualName({ name, level }: NonNullable<Component['parameter']>): string {
  return `Residual ${name}${level === null ? '' : ` (${level})`}`;
}

function difference(all: number, without: number): string {
  const text = formatFixed(without - all, 3);
  return without > all ? `+${text}` : text;
}

function relativeChange(all: number, without: number): string {
  if (all === without) return formatShare(0);
  const text = formatShare(without / all - 1);
  return without > all && text !== absent ? `+${text}` : text;
}

/** Levels without which there is no model, or no clear optimum, in one sentence each. */
function findingsOf(answer: Influence, context: ReportContext): string[] {
  const words = influenceWords(answer, context);
  const byReason = new Map<string, NotEstimableWithout[]>();
  const stopped: string[] = [];
  for (const level of answer.levels) {
    if (level.kind === 'refitted') {
      if (!level.converged) stopped.push(level.level);
      continue;
    }
    const same = byReason.get(level.reason);
    if (same) same.push(level);
    else byReason.set(level.reason, [level]);
  }
  const messages = [...byReason].slice(0, maxNamed).map(([reason, levels]) => {
    return `Without ${words.one} ${listedLevels(levels.map(({ level }) => level))} the model cannot be estimated: ${reason}.`;
  });
  const more = [...byReason.values()].slice(maxNamed).flat().length;
  if (more > 0)
    messages.push(`Without ${formatCount(more)} more ${words.several} it cannot be estimated either.`);
  if (stopped.length > 0) {
    messages.push(
      `The iterations did not reach a clear optimum without ${words.one} ${listedLevels(stopped)}: do not rely on these lines.`,
    );
  }
  return messages;
}

function listedLevels(levels: readonly string[]): string {
  const named = levels.slice(0, maxNamed);
  if (levels.length > maxNamed) named.push(`${formatCount(levels.length - maxNamed)} more`);
  return joinWords(named);
}

function strong(text: string): Run {
  return { text, as: 'strong' };
}
