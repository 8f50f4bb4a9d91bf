import type { ModelDraft } from '../model/modelDraft.ts';
import type { ResidualSpec } from '../model/modelSpec.ts';
import { canonicalGroupings, groupingKey } from './canonicalGroupings.ts';
import { canonicalTerms } from './canonicalTerms.ts';
import { dfChoices } from './optionWords.ts';

/**
 * The draft in the one form that its formula gives back. All commands return drafts of this form. What makes sense
 * beside a residual structure only goes with it: some degrees of freedom, and standard errors from the residuals.
 */
export function canonicalDraft(draft: ModelDraft): ModelDraft {
  const { residual, standardErrors, ...rest } = draft;
  const groupings = canonicalGroupings(draft.groupings);
  return {
    ...rest,
    df: dfChoices(draft).includes(draft.df) ? draft.df : 'satterthwaite',
    ...(residual === undefined ? {} : { residual: canonicalResidual(residual, groupings) }),
    ...(residual === undefined || standardErrors !== 'empirical' ? {} : { standardErrors }),
    fixedTerms: canonicalTerms(draft.fixedTerms),
    groupings,
  };
}

/** Subjects in the order of a grouping of the same columns, each column once; members that the structure does not have left out; always in the same order. */
function canonicalResidual(residual: ResidualSpec, groupings: ModelDraft['groupings']): ResidualSpec {
  const { structure, subject, time, group, heterogeneousBy, bands } = residual;
  const key = groupingKey(subject);
  const same = groupings.find(({ factors }) => groupingKey(factors) === key);
  return {
    structure,
    subject: same?.factors ?? [...new Set(subject)],
    ...(time === undefined ? {} : { time }),
    ...(group === undefined ? {} : { group }),
    ...(heterogeneousBy === undefined || structure !== 'diag' ? {} : { heterogeneousBy }),
    ...(bands === undefined || structure !== 'un_banded' ? {} : { bands }),
  };
}
