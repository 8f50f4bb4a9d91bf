import type {
  FittedStructure,
  RankingCriterion,
  StructureObstacle,
  Structures,
} from '../../model/analyses/structures.ts';
import { formatCount, formatTick } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from './lists.ts';
import { subjectInText } from './residualClause.ts';
import { severalOf } from './modelClauses.ts';
import { shortName } from './structures.ts';

export const criterionNames: Readonly<Record<RankingCriterion, string>> = {
  aic: 'AIC',
  aicc: 'AICC',
  bic: 'BIC',
};

/** The structures from the best to the worst; those whose fit did not reach its optimum at the end. */
export function ranked(
  { fitted, question }: Structures,
  by = question.criterion,
): readonly FittedStructure[] {
  const last = ({ converged }: FittedStructure) => (converged ? 0 : 1);
  return [...fitted].sort((one, other) => last(one) - last(other) || one[by] - other[by]);
}

/** `AR(1)`, `Independent` */
export function nameOfFitted({ structure, residual }: FittedStructure): string {
  return structure === 'iid' ? 'Independent' : shortName(structure, residual?.bands);
}

/** What is to be known about a fit, in a word or two; empty for a regular one. */
export function findingOf({ converged, identified, singular }: FittedStructure): string {
  if (!converged) return 'not converged';
  if (!identified) return 'not identified';
  return singular ? 'singular' : '';
}

/** `subjects` */
export function subjectsInWords({ fitted }: Structures, { names }: ReportContext): string {
  const subject = fitted.find(({ residual }) => residual !== null)?.residual?.subject ?? [];
  if (subject.length === 0) return 'subjects';
  return severalOf(subject.map(names.variable).toReversed(), subject.length > 1);
}

/** Why structures were not fitted, those for the same reason together. */
export function leftOutInWords(answer: Structures, context: ReportContext): string[] {
  const byReason = new Map<string, string[]>();
  for (const { structure, obstacle } of answer.leftOut) {
    const reason = reasonOf(obstacle, answer, context);
    byReason.set(reason, [...(byReason.get(reason) ?? []), shortName(structure)]);
  }
  return [...byReason].map(([reason, structures]) => `Left out: ${joinWords(structures)}, ${reason}.`);
}

function reasonOf(obstacle: StructureObstacle, answer: Structures, context: ReportContext): string {
  const { names } = context;
  const residual = answer.fitted.find((fit) => fit.residual !== null)?.residual ?? null;
  const time = residual?.time === undefined ? 'the time' : names.variable(residual.time);
  const one = residual === null ? 'subject' : subjectInText(residual.subject.map(names.variable));
  const several = subjectsInWords(answer, context);
  switch (obstacle.kind) {
    case 'time-not-numeric':
      return `because ${time} holds categories, which have no distances`;
    case 'one-distance':
      return `because all pairs of rows are ${formatTick(obstacle.distance)} apart in ${time}: one distance does not tell how correlation falls`;
    case 'few-occasions':
      return `because it takes ${obstacle.least} occasions to tell its parameters apart`;
    case 'same-as':
      return `with two occasions the same as ${shortName(obstacle.structure)}`;
    case 'one-subject':
      return `because what all rows of the only ${one} have in common cannot be told from the average`;
    case 'more-parameters-than-subjects': {
      const of = obstacle.level === null ? several : `${several} of ${obstacle.level}`;
      return `because of more parameters than the ${formatCount(obstacle.subjects)} ${of} can carry`;
    }
    case 'never-together':
      return `because no ${one} has both ${obstacle.first} and ${obstacle.second}`;
    case 'competes':
      return `because the random effects of ${names.variable(obstacle.group)} say the same`;
    case 'refused':
      return `because the fit refused it: ${obstacle.message.replace(/\.$/, '')}`;
  }
}
