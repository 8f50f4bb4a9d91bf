import type { ModelDraft } from '../../model/modelDraft.ts';
import { formatCount } from '../../report/numbers.ts';
import { setDf, setMethod, setOffset, setWeights } from '../commands/options.ts';
import { setStandardErrors } from '../commands/residual.ts';
import { isNumeric, repeatedOf, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Advice } from './advice.ts';
import { severalGrouping } from './groupings.ts';

/** What is to be said about degrees of freedom, weights and offset. */
export function adviseOptions(draft: ModelDraft, facts: Facts): Advice[] {
  const advice: Advice[] = [];
  const place = { kind: 'options' } as const;
  const kenwardRoger = draft.df === 'kenward-roger' || draft.df === 'kenward-roger-linear';
  const variances = draft.groupings.length > 0 || draft.residual !== undefined;
  if (kenwardRoger && draft.method === 'ML' && variances) {
    advice.push({
      code: 'kenward-roger-by-ml',
      severity: 'impossible',
      place,
      lead: 'Kenward-Roger',
      rest: ' corrects an estimate by REML; by ML the variances are too small for it.',
      fixes: [
        { button: 'Estimate by REML', change: setMethod(draft, 'REML') },
        { button: 'Use Satterthwaite', change: setDf(draft, 'satterthwaite') },
      ],
    });
  }
  advice.push(...adviseEmpirical(draft, facts));
  const weights = draft.weights === null ? undefined : variableNamed(draft.weights, facts);
  if (weights) {
    const { summary, name } = weights;
    const fixes = [{ button: 'Weigh all rows alike', change: setWeights(draft, null) }];
    const lead = `The weight ${name}`;
    if (!isNumeric(weights)) {
      advice.push({
        code: 'weights-not-numeric',
        severity: 'impossible',
        place,
        lead,
        rest: ' holds no numbers.',
        fixes,
      });
    } else if (summary.kind === 'numeric' && summary.min <= 0) {
      const rest = ' has values at or below zero; weights must be greater than 0.';
      advice.push({ code: 'weights-not-positive', severity: 'impossible', place, lead, rest, fixes });
    }
  }
  const offset = draft.offset === null ? undefined : variableNamed(draft.offset, facts);
  if (offset && !isNumeric(offset)) {
    const fixes = [{ button: 'Remove the offset', change: setOffset(draft, null) }];
    const lead = `The offset ${offset.name}`;
    advice.push({
      code: 'offset-not-numeric',
      severity: 'impossible',
      place,
      lead,
      rest: ' holds no numbers.',
      fixes,
    });
  }
  return advice;
}

/** With fewer subjects empirical standard errors tend to be too small. */
const fewSubjects = 40;

function adviseEmpirical(draft: ModelDraft, facts: Facts): Advice[] {
  if (draft.standardErrors !== 'empirical' || draft.residual === undefined) return [];
  const place = { kind: 'options' } as const;
  const modelBased = {
    button: 'Use model-based standard errors',
    change: setStandardErrors(draft, 'model-based'),
  };
  if (draft.df === 'kenward-roger' || draft.df === 'kenward-roger-linear') {
    return [
      {
        code: 'kenward-roger-empirical',
        severity: 'impossible',
        place,
        lead: 'Kenward-Roger',
        rest: ' adjusts model-based standard errors; it cannot be used with empirical ones.',
        fixes: [{ button: 'Use Satterthwaite', change: setDf(draft, 'satterthwaite') }, modelBased],
      },
    ];
  }
  const nSubjects = repeatedOf(draft.residual, facts)?.nSubjects;
  if (nSubjects === undefined || nSubjects >= fewSubjects) return [];
  return [
    {
      code: 'empirical-few-subjects',
      severity: 'unwise',
      place,
      lead: `Empirical standard errors rest on ${formatCount(nSubjects)} ${severalGrouping(draft.residual.subject, draft)}`,
      rest: ': with so few they tend to be too small.',
      fixes: [modelBased],
    },
  ];
}
