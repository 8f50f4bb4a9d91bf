import type { ModelDraft } from '../../model/modelDraft.ts';
import type { Facts } from '../facts.ts';
import type { Advice } from './advice.ts';
import { adviseGroupings } from './groupings.ts';
import { adviseNesting } from './nesting.ts';
import { adviseOptions } from './options.ts';
import { adviseOutcome } from './outcome.ts';
import { advisePredictors } from './predictors.ts';
import { adviseResiduals } from './residuals.ts';
import { adviseRows } from './rows.ts';
import { adviseSlopes } from './slopes.ts';

const order: Readonly<Record<Advice['severity'], number>> = { impossible: 0, unwise: 1, hint: 2 };

/** All that should be known before a model is fitted, the gravest first. */
export function adviseModel(draft: ModelDraft, facts: Facts): readonly Advice[] {
  return [
    adviseOutcome,
    adviseRows,
    adviseGroupings,
    adviseNesting,
    adviseSlopes,
    advisePredictors,
    adviseResiduals,
    adviseOptions,
  ]
    .flatMap((advise) => advise(draft, facts))
    .sort((a, b) => order[a.severity] - order[b.severity]);
}
