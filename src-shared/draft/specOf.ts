import { emptyDraft } from '../model/emptyDraft.ts';
import type { ModelDraft } from '../model/modelDraft.ts';
import type { ModelSpec } from '../model/modelSpec.ts';
import { draftFromFormula } from './draftFromFormula.ts';
import { formulaOf } from './formulaOf.ts';

/** What the engine fits; null while something is missing: the outcome, or what varies between the levels of a grouping. */
export function specOf(draft: ModelDraft): ModelSpec | null {
  const {
    response,
    groupings,
    method,
    df,
    anova,
    level,
    weights,
    offset,
    exclude,
    residual,
    standardErrors,
  } = draft;
  const pending = groupings.some(({ blocks }) =>
    blocks.every((block) => !block.intercept && block.terms.length === 0),
  );
  if (response === null || pending) return null;
  return {
    formula: formulaOf(draft),
    method: groupings.length === 0 && residual === undefined ? 'OLS' : method,
    df,
    anova,
    level,
    ...(residual === undefined ? {} : { residual }),
    ...(standardErrors === undefined ? {} : { standardErrors }),
    ...(weights === null ? {} : { weights }),
    ...(offset === null ? {} : { offset }),
    ...(exclude === undefined ? {} : { exclude }),
  };
}

/**
 * The draft of a spec.
 *
 * @throws AppError where the formula cannot be read
 */
export function draftOf(spec: ModelSpec): ModelDraft {
  return draftFromFormula(spec.formula, {
    ...emptyDraft,
    method: spec.method === 'OLS' ? emptyDraft.method : spec.method,
    df: spec.df,
    anova: spec.anova,
    level: spec.level,
    ...(spec.residual === undefined ? {} : { residual: spec.residual }),
    ...(spec.standardErrors === undefined ? {} : { standardErrors: spec.standardErrors }),
    weights: spec.weights ?? null,
    offset: spec.offset ?? null,
    ...(spec.exclude === undefined ? {} : { exclude: spec.exclude }),
  });
}
