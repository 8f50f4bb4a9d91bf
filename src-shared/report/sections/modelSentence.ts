import type { ReportContext } from '../reportContext.ts';
import {
  dependsClause,
  differClauses,
  independentRows,
  weightsClause,
  whatDiffers,
} from '../words/modelClauses.ts';
import { residualClause, residualParts } from '../words/residualClause.ts';
import { termGroups, variablesOf } from '../words/termGroups.ts';

/** The model in one sentence. */
export function modelSentence(context: ReportContext): string {
  const { result, names, groups } = context;
  const differing = result.ranef.map(({ group }) => ({
    several: groups.several(group),
    what: whatVaries(group, context),
  }));
  const parts = [fixedPart(context), ...differClauses(differing)];
  if (result.method === 'OLS') parts.push(independentRows);
  const { residual } = result.spec;
  if (residual !== undefined) parts.push(residualClause(residualParts(residual, names.variable)));
  if (result.spec.weights !== undefined) parts.push(weightsClause(names.variable(result.spec.weights)));
  return `${parts.join('; ')}.`;
}

function fixedPart({ result, names }: ReportContext): string {
  const terms = termGroups(result, names).map(variablesOf);
  const main = [...new Set(terms.flat())].map(names.variable);
  const interactions = terms.filter((variables) => variables.length > 1);
  return dependsClause(
    names.response,
    main,
    interactions.map((variables) => variables.map(names.variable)),
  );
}

function whatVaries(group: string, { result, groups }: ReportContext): string {
  const rows = result.variance.filter((row) => row.term !== null && groups.base(row.group) === group);
  const effects = rows.flatMap((row) =>
    row.kind === 'variance' ? [groups.differIn(group, row.term ?? '')] : [],
  );
  return whatDiffers(
    effects,
    rows.some((row) => row.kind === 'covariance'),
  );
}
