import type { EquationBlock } from '../../model/outputDocument.ts';
import { layOutEquation, maxCoefficients } from '../equationLayout.ts';
import type { Coefficient, EquationParts, Regressor } from '../equationLayout.ts';
import type { ReportContext } from '../reportContext.ts';
import { splitTerm } from '../words/names.ts';
import { residualParts } from '../words/residualClause.ts';

/** The fitted model as an equation. */
export function equationBlock(context: ReportContext): EquationBlock {
  const { result, names, groups } = context;
  const residual = result.spec.residual ?? null;
  const variable = (name: string | undefined) => (name === undefined ? null : names.variable(name));
  return layOutEquation({
    response: names.response,
    fixed: fixedPart(context),
    groupings: result.ranef.map(({ group }) => ({
      title: groups.title(group),
      effects: effectsOf(context, group).map((term) => coefficient(term, context)),
      correlated: result.variance.some(
        (row) => row.kind === 'covariance' && groups.base(row.group) === group,
      ),
    })),
    offset: variable(result.spec.offset),
    weights: variable(result.spec.weights),
    residual: residual && {
      ...residualParts(residual, names.variable),
      title: groups.title([...residual.subject].reverse().join(':')),
    },
  });
}

function fixedPart(context: ReportContext): EquationParts['fixed'] {
  const { result, names } = context;
  const readable = result.fixed.every((fixed) => names.parts(fixed.term) !== null);
  if (result.fixed.length <= maxCoefficients && readable) {
    return { kind: 'coefficients', coefficients: result.fixed.map(({ term }) => coefficient(term, context)) };
  }
  const known = new Map(result.frame.columns.map((column) => [column.name, column]));
  return {
    kind: 'terms',
    intercept: result.fixed.some((fixed) => fixed.term === '(Intercept)'),
    terms: result.anova
      .filter((test) => Number.isFinite(test.F))
      .map((test) =>
        splitTerm(test.term, new Set(known.keys())).map((variable) => ({
          name: names.variable(variable),
          isFactor: known.get(variable)?.kind === 'categorical',
        })),
      ),
  };
}

function coefficient(term: string, { names }: ReportContext): Coefficient {
  if (term === '(Intercept)') return { key: term, regressors: [] };
  const regressors = names
    .parts(term)
    ?.map((part): Regressor =>
      part.kind === 'covariate'
        ? { kind: 'covariate', name: names.variable(part.expression) }
        : { kind: 'level', variable: names.variable(part.variable), level: part.level },
    );
  return { key: term, regressors: regressors ?? [{ kind: 'covariate', name: names.coefficient(term) }] };
}

function effectsOf({ result, groups }: ReportContext, group: string): string[] {
  return result.variance.flatMap((row) =>
    row.kind === 'variance' && row.term !== null && groups.base(row.group) === group ? [row.term] : [],
  );
}
