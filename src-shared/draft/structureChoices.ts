import type { ModelDraft } from '../model/modelDraft.ts';
import type { ResidualSpec } from '../model/modelSpec.ts';
import { residualStructures } from '../model/residualStructures.ts';
import { structureWords } from '../report/words/structures.ts';
import type { StructureWords } from '../report/words/structures.ts';
import { adviseResiduals } from './advice/residuals.ts';
import type { Change } from './commands/command.ts';
import { setStructure } from './commands/residual.ts';
import type { Repeated } from './commands/residual.ts';
import { repeatedOf } from './facts.ts';
import type { Facts } from './facts.ts';

/** A structure as it is offered for these subjects and times. */
export interface StructureChoice {
  readonly structure: ResidualSpec['structure'];
  readonly words: StructureWords;
  /** For one group; null until the occasions are counted. */
  readonly parameters: number | null;
  /** Why the fit would refuse it, as a sentence; null where it would not. */
  readonly obstacle: string | null;
  readonly change: Change;
}

/** All structures, with what the data say against each. */
export function structureChoices(
  repeated: Repeated,
  draft: ModelDraft,
  facts: Facts,
): readonly StructureChoice[] {
  const nOccasions = repeatedOf(repeated, facts)?.nOccasions ?? null;
  return residualStructures
    .filter((structure) => structure !== 'iid')
    .map((structure) => {
      const change = setStructure(draft, structure, repeated);
      const bands = change.draft.residual?.bands;
      const grave = adviseResiduals(change.draft, facts).find(({ severity }) => severity === 'impossible');
      return {
        structure,
        words: structureWords[structure],
        parameters: nOccasions === null ? null : structureWords[structure].parameters(nOccasions, bands),
        obstacle: grave === undefined ? null : `${grave.lead}${grave.rest}`,
        change,
      };
    });
}

/**
 * What the rows have against every choice, as a sentence: then the subjects or the times are to be changed. Distances
 * may have something else against them, which comes first.
 */
export function commonObstacle(choices: readonly StructureChoice[]): string | null {
  const [first] = choices;
  const alike = choices.every(
    ({ obstacle, words }) => obstacle === first.obstacle || (obstacle !== null && words.by === 'distance'),
  );
  return alike ? first.obstacle : null;
}
