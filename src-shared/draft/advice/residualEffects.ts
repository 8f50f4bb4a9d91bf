import type { ModelDraft } from '../../model/modelDraft.ts';
import type { ResidualSpec } from '../../model/modelSpec.ts';
import { shortName } from '../../report/words/structures.ts';
import { findGrouping, removeGrouping } from '../commands/groupings.ts';
import { hasOwnEffect } from '../commands/randomEffects.ts';
import type { Advice } from './advice.ts';
import { severalGrouping } from './groupings.ts';
import { aboutResiduals, useNone } from './residualFixes.ts';

/** Structures that hold an equal likeness of all rows of one subject among what they can say. */
const holdsOwnLevel: ReadonlySet<ResidualSpec['structure']> = new Set<ResidualSpec['structure']>([
  'cs',
  'toep',
  'hf',
]);

/** Random effects of the subjects that the residual structure can say as well. */
export function adviseResidualEffects(residual: ResidualSpec, draft: ModelDraft): Advice[] {
  const { structure, subject, bands } = residual;
  const grouping = subject.length === 0 ? undefined : findGrouping(draft, subject);
  if (grouping === undefined || grouping.blocks.length === 0) return [];
  const name = shortName(structure, bands);
  const several = severalGrouping(grouping.factors, draft);
  const fixes = [
    { button: 'Remove the grouping', change: removeGrouping(draft, grouping.factors) },
    useNone(draft),
  ];
  if (structure === 'un') {
    return [
      aboutResiduals(
        'residual-competes',
        'unwise',
        `${name} residuals and own effects of ${several} say the same`,
        ': a free covariance holds whatever own levels and slopes would add, and the two cannot be told apart.',
        fixes,
      ),
    ];
  }
  if (!holdsOwnLevel.has(structure) || !hasOwnEffect(grouping, null)) return [];
  return [
    aboutResiduals(
      'residual-competes',
      'unwise',
      `${name} residuals and own levels of ${several} say the same`,
      ': both make all rows of one of them equally alike, and the two cannot be told apart.',
      fixes,
    ),
  ];
}
