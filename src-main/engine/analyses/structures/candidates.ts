import type {
  StructureObstacle,
  StructuresQuestion,
} from '../../../../src-shared/model/analyses/structures.ts';
import type { ResidualSpec } from '../../../../src-shared/model/modelSpec.ts';
import type { ResidualStructure } from '../../../../src-shared/model/residualStructures.ts';
import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { structureOf } from '../../marginal/structures/structureOf.ts';
import { obstacleOf } from '../../marginal/structureObstacles.ts';
import type { Occasions } from '../../marginal/occasions.ts';

/** Those that are compared unless the question names others. `sp_exp` is `car1` told by its range. */
const compared: readonly ResidualStructure[] = [
  'iid',
  'diag',
  'cs',
  'csh',
  'ar1',
  'arh1',
  'car1',
  'sp_gau',
  'arma11',
  'toep',
  'toeph',
  'ante1',
  'hf',
  'fa1',
  'un',
];

/** A structure that may be fitted. */
export interface Candidate {
  readonly structure: ResidualStructure;
  /** Null = independent residuals. */
  readonly residual: ResidualSpec | null;
}

/** Bands of `un_banded` for a model that has not chosen them. */
const BANDS = 2;

/**
 * What is fitted beside the model's own structure, those with fewer parameters first, and what the data have against the
 * others.
 *
 * @param base subject, time and group of all of them, with the bands of the model
 */
export function candidates(
  question: StructuresQuestion,
  own: ResidualStructure,
  base: Omit<ResidualSpec, 'structure'>,
  design: ResidualDesign,
  occasions: Occasions,
): {
  readonly fitted: readonly Candidate[];
  readonly leftOut: readonly {
    readonly structure: ResidualStructure;
    readonly obstacle: StructureObstacle;
  }[];
} {
  const asked =
    question.structures ?? (own === 'sp_exp' ? compared.filter((one) => one !== 'car1') : compared);
  const others = [...new Set(asked)].filter((structure) => structure !== own);
  const judged = others.map((structure) => {
    const residual = residualOf(structure, base);
    const parameters = parametersOf(residual, design);
    return { structure, residual, parameters, obstacle: obstacleOf(structure, parameters, occasions) };
  });
  return {
    fitted: judged
      .filter(({ obstacle }) => obstacle === null)
      .sort((one, other) => one.parameters - other.parameters),
    leftOut: judged.flatMap(({ structure, obstacle }) =>
      obstacle === null ? [] : [{ structure, obstacle }],
    ),
  };
}

function residualOf(
  structure: ResidualStructure,
  { bands = BANDS, ...base }: Omit<ResidualSpec, 'structure'>,
): ResidualSpec | null {
  if (structure === 'iid') return null;
  return { ...base, structure, ...(structure === 'un_banded' ? { bands } : {}) };
}

/** Of one set. */
function parametersOf(residual: ResidualSpec | null, design: ResidualDesign): number {
  if (residual === null) return 1;
  const T = design.occasions.levels.length;
  // Counted without its matrix, which has no room for thousands of occasions.
  if (residual.structure === 'un') return (T * (T + 1)) / 2;
  return structureOf({ ...design, spec: residual }).count;
}
