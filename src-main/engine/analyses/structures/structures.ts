import type {
  FittedStructure,
  StructureObstacle,
  Structures,
  StructuresQuestion,
} from '../../../../src-shared/model/analyses/structures.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import { findColumn } from '../../../../src-shared/model/dataset.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec, ResidualSpec } from '../../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../../frame/buildModelFrame.ts';
import { candidates } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { fitStructure, tryStructure } from './fitStructure.ts';
import type { ComparedModel } from './fitStructure.ts';
import { focalCoefficient } from './focalCoefficient.ts';
import { occasionsOf } from '../../marginal/occasions.ts';
import { watched } from './watched.ts';

/**
 * The model with each residual structure that the data allow: same rows, same fixed and random part, same method, so that
 * their criteria can be compared. What one structure cannot do does not stop the others. After a stop the answer has those
 * fitted so far, at least the model's own.
 *
 * @throws AppError `structures-by-column`, `structures-without-subjects`, `unknown-coefficient`; what `analyse` throws for
 *   the model itself, and for its subjects and occasions
 */
export function* structures(
  dataset: Dataset,
  spec: ModelSpec,
  question: StructuresQuestion,
): Generator<Progress, Structures, 'stop' | undefined> {
  const { time, ...base } = requireBase(spec, question);
  const { residual = null, ...without } = spec;
  const method = spec.method === 'OLS' ? 'REML' : spec.method;
  // Any structure with these subjects and occasions has the same rows.
  const frame = buildModelFrame(dataset, {
    ...without,
    method,
    residual: { ...base, time, structure: 'cs' },
  });
  const rows: Dataset = { name: dataset.name, nRows: frame.n, columns: frame.columns };
  const design = frame.residual!;
  const column = findColumn(rows, time);
  const occasions = occasionsOf(design, column?.kind === 'numeric' ? column.values : null);
  const own: Candidate = { structure: residual?.structure ?? 'iid', residual };
  const model: ComparedModel = {
    rows,
    spec: { ...without, method },
    nSubjects: design.subjects.levels.length,
  };

  const others = candidates(question, own.structure, { ...base, time }, design, occasions);
  const total = others.fitted.length + 1;
  const first = yield* watched(fitStructure(own, model), { done: 0, total, structure: own.structure }, true);
  const fitted: FittedStructure[] = [first.result!];
  const names = fitted[0].fixed.map(({ term }) => term);
  const coefficient = focalCoefficient(frame.fixed, names, question.coefficient);
  const leftOut: { structure: Candidate['structure']; obstacle: StructureObstacle }[] = [...others.leftOut];
  let { stopped } = first;
  let reached = 0;
  for (const candidate of others.fitted) {
    if (stopped) break;
    const { structure } = candidate;
    const work = { done: reached + 1, total, structure };
    const ended = yield* watched(tryStructure(candidate, model), work, false);
    stopped = ended.stopped;
    if (ended.result === null) break;
    reached++;
    if ('kind' in ended.result) leftOut.push({ structure, obstacle: ended.result });
    else fitted.push(ended.result);
  }
  return {
    kind: 'structures',
    question,
    coefficient,
    method,
    nObs: frame.n,
    nSubjects: model.nSubjects,
    nFixed: names.length,
    own: 0,
    fitted,
    leftOut,
    notReached: others.fitted.slice(reached).map(({ structure }) => structure),
  };
}

/**
 * Subject, time and group of the structures.
 * @throws AppError `structures-by-column`, `structures-without-subjects`
 */
function requireBase(
  { residual }: ModelSpec,
  { repeated }: StructuresQuestion,
): Omit<ResidualSpec, 'structure' | 'heterogeneousBy'> & { readonly time: string } {
  if (residual?.heterogeneousBy !== undefined) {
    throw new AppError(
      'structures-by-column',
      `The residuals of this model have one variance per level of ${residual.heterogeneousBy} and no occasions whose covariances could have another structure.`,
      'Choose subjects and occasions instead.',
    );
  }
  if (repeated !== null) return { ...residual, subject: [...repeated.subject], time: repeated.time };
  if (residual?.time === undefined) {
    throw new AppError(
      'structures-without-subjects',
      'To compare residual structures it must be known who was measured repeatedly and what tells the order or the time.',
      'Choose subjects and occasions.',
    );
  }
  return { ...residual, time: residual.time };
}
