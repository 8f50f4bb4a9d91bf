import type { NoticesBlock, VerdictBlock } from '../../model/outputDocument.ts';
import type { FitResult, SingularComponent } from '../../model/fitResult.ts';
import { formatCount, formatDuration } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { findingsAtLimit } from '../words/atLimit.ts';
import { counted, joinWords } from '../words/lists.ts';
import { residualWords } from '../words/residualWords.ts';
import { certificateSentences } from './certificate.ts';

/** Findings that the verdict itself puts into words. */
const saidByVerdict = new Set(['singular-fit', 'dropped-rows']);

/** May the result be believed, why, on which rows, and what are the choices. */
export function verdictBlock(context: ReportContext): VerdictBlock {
  const { result } = context;
  const explanation = [
    ...new Set(
      findingsAtLimit(result.singularComponents, context.groups).map((found) =>
        explainSingular(found, context),
      ),
    ),
  ];
  const dropped = explainDroppedRows(context);
  if (dropped !== null) explanation.push(dropped);
  return {
    kind: 'verdict',
    ...judge(result),
    explanation,
    certificate: certificateSentences(result),
    facts: facts(context),
  };
}

/** Whether the result may be believed, in one word: what the verdict of its report says. */
export function verdictOf(result: FitResult): VerdictBlock['level'] {
  return judge(result).level;
}

/** Every other finding, in the engine's words. */
export function noticesBlock(context: ReportContext): NoticesBlock {
  const notices = context.result.notices.filter((notice) => !saidByVerdict.has(notice.code));
  return { kind: 'notices', notices: notices.map(({ severity, message }) => ({ severity, message })) };
}

function judge(result: FitResult): Pick<VerdictBlock, 'level' | 'title' | 'sentence'> {
  const serious = result.notices.filter((notice) => notice.severity === 'serious').length;
  const cautions = result.notices.filter(
    (notice) => notice.severity === 'caution' && !saidByVerdict.has(notice.code),
  ).length;
  const bad = { level: 'bad', title: 'Not to be trusted' } as const;
  const caution = { level: 'caution', title: 'Read with caution' } as const;
  if (!result.converged) {
    return {
      ...bad,
      sentence: 'The search for the best fit did not reach an optimum; the numbers may be wrong.',
    };
  }
  if (serious > 0) {
    const unclear = result.notices.some((notice) => notice.code === 'not-identified');
    const start = unclear ? 'Converged, but to no clear optimum' : `${solved(result.method)}; but`;
    const joint = unclear ? ': ' : ' ';
    return { ...bad, sentence: `${start}${joint}${seeNotes(serious, 'a serious finding')}.` };
  }
  if (result.singular) {
    return { ...caution, sentence: 'Converged, but with a component at its limit (a singular fit).' };
  }
  if (cautions > 0) {
    return {
      ...caution,
      sentence: `${solved(result.method)}; but ${seeNotes(cautions, 'one thing to know')}.`,
    };
  }
  const detail =
    result.method === 'OLS' ? 'every coefficient could be estimated' : 'no component at its limit';
  return { level: 'sound', title: 'Sound fit', sentence: `${solved(result.method)}; ${detail}.` };
}

function solved(method: string): string {
  return method === 'OLS' ? 'Least squares, solved exactly' : 'Converged to a clear optimum';
}

function seeNotes(count: number, one: string): string {
  return count === 1 ? `there is ${one}, noted below` : `there are ${count} findings, noted below`;
}

function explainSingular(component: SingularComponent, context: ReportContext): string {
  const { groups, result } = context;
  const { group, terms, kind } = component;
  const several = groups.several(group);
  const effects = terms.map((term) => groups.effect(group, term));
  if (kind === 'zero-variance') {
    const what =
      terms.length === 1 && terms[0] === '(Intercept)'
        ? 'differences'
        : `differences in ${joinWords(terms.map((term) => groups.differIn(group, term)))}`;
    const [variance, component, it] =
      terms.length === 1
        ? ['variance is', 'the component', 'it']
        : ['variances are', 'the components', 'them'];
    return (
      `${groups.title(group)}: ${joinWords(effects)}. The ${variance} estimated as zero: the data show no ` +
      `${what} between ${several} beyond the variation within them. This is an estimate, not proof that there are none; ` +
      `with ${formatCount(result.nGroups[groups.base(group)] ?? NaN)} ${several} it can come about by chance. ` +
      `You can keep ${component} (the other estimates are those of the model without ${it}) or leave ${it} out; ` +
      'say which you did.'
    );
  }
  return (
    `${groups.title(group)}: ${joinWords(effects)}. Their correlation is estimated at its limit: the data cannot tell ` +
    `these effects apart for ${several}. The fixed effects can still be read, but the correlation and the ` +
    'standard errors lean on too little information. You can leave out the correlation (|| instead of |), ' +
    'leave out the smaller of the effects, or keep the model and report that its fit is singular.'
  );
}

function explainDroppedRows({ result, names }: ReportContext): string | null {
  const { total, byVariable, excluded = [] } = result.droppedRows;
  if (total === 0) return null;
  const reasons = byVariable.map(
    ({ variable, count }) => `${names.variable(variable)} in ${formatCount(count)}`,
  );
  const several = byVariable.length > 1 ? ' (a row can miss several)' : '';
  const chosen = excluded.map(({ text, count }) => `${text} (${counted(count, formatCount(count), 'row')})`);
  const causes = [
    ...(chosen.length === 0 ? [] : [`by choice ${joinWords(chosen)}`]),
    ...(reasons.length === 0 ? [] : [`no usable value of ${joinWords(reasons)}${several}`]),
  ];
  const because = causes.length === 0 ? '' : `: ${causes.join('; ')}`;
  const rows = counted(total, formatCount(total), 'row');
  return `${rows} left out of ${formatCount(result.nObs + total)}${because}.`;
}

function facts(context: ReportContext): string[] {
  const { result, groups } = context;
  const { fitMs, inferenceMs } = result.timing;
  return [
    `${formatCount(result.nObs)} of ${formatCount(result.nObs + result.droppedRows.total)} rows`,
    ...Object.entries(result.nGroups).map(([group, n]) => `${formatCount(n)} ${groups.several(group)}`),
    ...residualFacts(context),
    formatDuration(fitMs + inferenceMs),
  ];
}

/** `200 subjects`, `4 visits`, `AR(1) residuals within subject over visit` */
function residualFacts(context: ReportContext): string[] {
  const words = residualWords(context);
  if (words === null) return [];
  const { covariance, parts, several, occasions, brief } = words;
  const { subject } = context.result.spec.residual ?? { subject: [] };
  const known = [subject, subject.toReversed()].some((names) =>
    Object.hasOwn(context.result.nGroups, names.join(':')),
  );
  return [
    ...(known || subject.length === 0 ? [] : [`${formatCount(covariance.nSubjects)} ${several}`]),
    ...(parts.by === null ? [`${formatCount(covariance.occasions.length)} ${occasions}`] : []),
    brief,
  ];
}
