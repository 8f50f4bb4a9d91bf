import type { ModelDraft } from '../../model/modelDraft.ts';
import type { ResidualSpec } from '../../model/modelSpec.ts';
import { withCommonPart } from '../../model/residualKinds.ts';
import { subjectInText } from '../../report/words/residualClause.ts';
import { shortName } from '../../report/words/structures.ts';
import { findGrouping, removeGrouping } from '../commands/groupings.ts';
import { hasOwnEffect } from '../commands/randomEffects.ts';
import type { Advice } from './advice.ts';
import { severalGrouping } from './groupings.ts';
import { aboutResiduals, useNone } from './residualFixes.ts';

/** Random effects of the subjects that the residual structure can say as well. */
export function adviseResidualEffects(residual: ResidualSpec, draft: ModelDraft): Advice[] {
  const { structure, subject, bands } = residual;
  const grouping = subject.length === 0 ? undefined : findGrouping(draft, subject);
  if (grouping === undefined || grouping.blocks.length === 0) return [];
  // a free covariance holds slopes as well
  const competes = structure === 'un' || (withCommonPart.has(structure) && hasOwnEffect(grouping, null));
  if (!competes) return [];
  const several = severalGrouping(grouping.factors, draft);
  return [
    aboutResiduals(
      'competing-covariances',
      'unwise',
      `Own effects of ${several} and ${shortName(structure, bands)} residuals describe the same thing`,
      `, that rows of one ${subjectInText(subject)} are alike: their parameters cannot be told apart. Own levels go with AR(1), CAR(1) or DIAG.`,
      [{ button: 'Remove the grouping', change: removeGrouping(draft, grouping.factors) }, useNone(draft)],
    ),
  ];
}
