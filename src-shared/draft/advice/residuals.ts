import type { ModelDraft } from '../../model/modelDraft.ts';
import type { ResidualSpec } from '../../model/modelSpec.ts';
import { structureWords } from '../../report/words/structures.ts';
import { isNumeric, repeatedOf, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Advice } from './advice.ts';
import { adviseResidualEffects } from './residualEffects.ts';
import { adviseEffectsTogether } from './residualGroupings.ts';
import { aboutResiduals, useNone, useStructure } from './residualFixes.ts';
import { adviseOccasions, adviseSpacing } from './residualOccasions.ts';
import { adviseResidualSize, adviseVarianceBy } from './residualSize.ts';

/** What is to be said about the residual covariance structure, in the words in which the fit would refuse it. */
export function adviseResiduals(draft: ModelDraft, facts: Facts): Advice[] {
  const { residual } = draft;
  if (residual === undefined) return [];
  if (residual.heterogeneousBy !== undefined) return adviseVarianceBy(residual, draft, facts);
  const missing = adviseMembers(residual, draft, facts);
  if (missing.length > 0) return missing;
  const together = adviseEffectsTogether(draft, facts);
  if (together.length > 0) return together;
  const effects = adviseResidualEffects(residual, draft);
  const repeated = repeatedOf(residual, facts);
  if (repeated === null) return effects;
  const grave = adviseOccasions(residual, repeated, draft);
  if (grave.length > 0) return grave;
  return [
    ...adviseSpacing(residual, repeated, draft),
    ...adviseResidualSize(residual, repeated, draft, facts),
    ...effects,
  ];
}

/** Columns that are missing or of the wrong type. */
function adviseMembers(residual: ResidualSpec, draft: ModelDraft, facts: Facts): Advice[] {
  const { structure, subject, time } = residual;
  const { short, by } = structureWords[structure];
  if (subject.length === 0) {
    const rest = ' needs to know whose rows hang together.';
    return [aboutResiduals('residual-without-subject', 'impossible', short, rest, [useNone(draft)])];
  }
  if (time === undefined) {
    const rest = ' needs to know which occasion a row belongs to.';
    return [aboutResiduals('residual-without-time', 'impossible', short, rest, [useNone(draft)])];
  }
  const variable = variableNamed(time, facts);
  if (by !== 'distance' || variable === undefined || isNumeric(variable)) return [];
  return [
    aboutResiduals(
      'residual-time-not-numeric',
      'impossible',
      `${short} counts the distance between two times`,
      `, but ${time} holds categories; AR(1) counts the steps.`,
      [useStructure('ar1', draft, residual)],
    ),
  ];
}
