import { numberText } from '../../../src-shared/formula/numberText.ts';
import type { StructureObstacle } from '../../../src-shared/model/analyses/structures.ts';
import { findColumn } from '../../../src-shared/model/dataset.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import type { ResidualDesign } from '../frame/residualDesign.ts';
import type { MarginalFit } from './fitMarginal.ts';
import { isMarkov } from './markovPieces.ts';
import { occasionsOf } from './occasions.ts';
import { obstacleOf } from './structureObstacles.ts';

/** Why the data say little or nothing about parameters of the structure: what stands behind a fit that is not identified. */
export function structureLimits({ frame, design, structure }: MarginalFit): Notice[] {
  const { spec, subject } = design;
  if (subject === null) return [];
  const found = obstacleOf(spec.structure, structure.count, occasionsOf(design, timesOf(frame, design)));
  const message = found === null ? null : explained(found, design);
  if (message === null || found === null) return [];
  const impossible =
    found.kind === 'few-occasions' ||
    found.kind === 'one-subject' ||
    (spec.structure === 'un' &&
      found.kind === 'more-parameters-than-subjects' &&
      found.subjects <= design.occasions.levels.length);
  return [{ code: `structure-${found.kind}`, severity: impossible ? 'serious' : 'caution', message }];
}

/** Time of each row; null where it holds categories. */
function timesOf({ n, columns }: ModelFrame, { spec }: ResidualDesign): Float64Array | null {
  const column = findColumn({ name: '', nRows: n, columns }, spec.time ?? '');
  return column?.kind === 'numeric' ? column.values : null;
}

/** Null where the structure says the same as another one and nothing is wrong with either. */
function explained(found: StructureObstacle, design: ResidualDesign): string | null {
  const { spec, subject, occasions } = design;
  const { structure, time, group } = spec;
  const T = occasions.levels.length;
  switch (found.kind) {
    case 'one-distance':
      return (
        `All pairs of rows of one ${subject} are ${numberText(found.distance)} apart in ${time}: how correlation falls with the distance ` +
        'cannot be seen from one distance. The structure cs says the same.'
      );
    case 'few-occasions':
      return (
        `The structure ${structure} takes ${found.least} occasions or more to tell its parameters apart, and ${time} has ${T}. ` +
        'Choose cs or un.'
      );
    case 'one-subject':
      return `There is only one ${subject}: what all its rows have in common cannot be told from the average. Choose ar1 or car1.`;
    case 'more-parameters-than-subjects': {
      const of = found.level === null ? '' : ` with ${group} ${found.level}`;
      if (structure === 'un' && found.subjects <= T) {
        return (
          `The structure un over ${T} occasions takes more than ${T} levels of ${subject}, and there are ${found.subjects}${of}: its matrix ` +
          'cannot be estimated. Choose a structure with fewer parameters, such as ar1 or cs.'
        );
      }
      return (
        `The structure ${structure} has ${found.parameters} parameters, more than there are levels of ${subject}${of} (${found.subjects}): ` +
        (isMarkov(design)
          ? 'each rests on the rows of one or two occasions. '
          : 'they rest on little and can hardly be told from one another. ') +
        'A structure with fewer parameters is safer.'
      );
    }
    case 'never-together':
      return (
        `No ${subject} has both ${time} ${found.first} and ${found.second}: how these two hang together cannot be seen in the data. ` +
        'Choose a structure with fewer parameters, such as ar1.'
      );
    case 'same-as':
    case 'time-not-numeric':
    case 'competes':
    case 'refused':
      return null;
  }
}
