import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';
import { termGroups, variablesOf } from '../words/termGroups.ts';

/** More effects of one grouping than this are counted rather than named. */
const maxEffects = 3;

/** The model in one sentence. */
export function modelSentence(context: ReportContext): string {
  const { result } = context;
  const parts = [fixedPart(context), ...randomParts(context)];
  if (result.method === 'OLS') parts.push('all rows are taken as independent');
  if (result.spec.weights !== undefined)
    parts.push(`rows weigh as ${context.names.variable(result.spec.weights)} says`);
  return `${parts.join('; ')}.`;
}

/** `subjects differ in ...`; groupings that differ in the same things share a clause. */
function randomParts(context: ReportContext): string[] {
  const { groups } = context;
  const byWhat = new Map<string, string[]>();
  for (const { group } of context.result.ranef) {
    const what = whatVaries(group, context);
    byWhat.set(what, [...(byWhat.get(what) ?? []), groups.several(group)]);
  }
  return [...byWhat].map(([what, several]) => `${joinWords(several)} differ in ${what}`);
}

function fixedPart({ result, names }: ReportContext): string {
  const terms = termGroups(result, names);
  if (terms.length === 0) return `${names.response} varies around one average`;
  const main = [...new Set(terms.flatMap(variablesOf))].map(names.variable);
  const interactions = terms.map(variablesOf).filter((variables) => variables.length > 1);
  const shown = interactions.map((variables) => variables.map(names.variable).join(' × '));
  const noun = interactions.length === 1 ? 'the interaction' : 'the interactions';
  const including = shown.length === 0 ? '' : `, with ${noun} ${joinWords(shown)}`;
  return `${names.response} depends on ${joinWords(main)}${including}`;
}

function whatVaries(group: string, { result, groups }: ReportContext): string {
  const rows = result.variance.filter((row) => row.term !== null && groups.base(row.group) === group);
  const effects = rows.flatMap((row) =>
    row.kind === 'variance' ? [groups.differIn(group, row.term ?? '')] : [],
  );
  const correlated = rows.some((row) => row.kind === 'covariance');
  const ending = correlated ? ', which may be correlated' : ', taken as uncorrelated';
  if (effects.length < 2) return joinWords(effects);
  if (effects.length > maxEffects) return `${effects[0]} and ${effects.length - 1} further effects${ending}`;
  return `${joinWords(effects.map((effect, i) => (i === 0 ? effect : `in ${effect}`)))}${ending}`;
}
