import type { ModelDraft } from '../../model/modelDraft.ts';
import type { ResidualSpec, StandardErrors } from '../../model/modelSpec.ts';
import { shortName, structureWords } from '../../report/words/structures.ts';
import { omit } from '../omit.ts';
import { change } from './command.ts';
import type { Change } from './command.ts';

/** Who was measured repeatedly, and what tells the order or the time. */
export interface Repeated {
  /** Columns whose combinations are the units, the outermost first. */
  readonly subject: readonly string[];
  readonly time: string;
}

/** Diagonals kept where someone chooses a banded structure: neighbours are alike, others not. */
const firstBands = 2;

/** Chooses a structure; groups are kept, and what another structure had of its own goes. */
export function setStructure(
  draft: ModelDraft,
  structure: ResidualSpec['structure'],
  { subject, time }: Repeated,
): Change {
  const group = draft.residual?.group;
  const residual = {
    structure,
    subject: [...subject],
    time,
    ...(group === undefined ? {} : { group }),
    ...(structure === 'un_banded' ? { bands: draft.residual?.bands ?? firstBands } : {}),
  };
  return change({ ...draft, residual }, `Use ${structureWords[structure].name} for residuals`);
}

/** Takes residuals as independent with one variance. */
export function clearStructure(draft: ModelDraft): Change {
  return change(withResidual(draft, undefined), 'Take residuals as independent');
}

/** Who was measured repeatedly. */
export function setSubject(draft: ModelDraft, subject: readonly string[]): Change {
  const label = `Use ${subject.join(' × ')} as units measured repeatedly`;
  return adjust(draft, label, (residual) => ({ ...residual, subject: [...subject] }));
}

/** What tells the order or the time. */
export function setTime(draft: ModelDraft, time: string): Change {
  return adjust(draft, `Use ${time} as order or time`, (residual) => ({ ...residual, time }));
}

/** A separate set of parameters for each level of a column, or with null one for all. */
export function setResidualGroup(draft: ModelDraft, column: string | null): Change {
  if (column === null) {
    return adjust(draft, 'Use one residual matrix for all', (residual) => omit(residual, 'group'));
  }
  return adjust(draft, `Use a residual matrix for each ${column}`, (residual) => ({
    ...residual,
    group: column,
  }));
}

/** One variance for each level of a column, with no covariances. */
export function setVarianceBy(draft: ModelDraft, column: string): Change {
  const { subject = [], group } = draft.residual ?? {};
  return change(
    withResidual(draft, {
      structure: 'diag',
      subject,
      ...(group === undefined || group === column ? {} : { group }),
      heterogeneousBy: column,
    }),
    `Use one residual variance for each ${column}`,
  );
}

/** How many diagonals of a banded structure are not zero, the main one included. */
export function setBands(draft: ModelDraft, bands: number): Change {
  return adjust(draft, `Use ${shortName('un_banded', bands)} for residuals`, (residual) => ({
    ...residual,
    bands,
  }));
}

export function setStandardErrors(draft: ModelDraft, kind: StandardErrors): Change {
  return kind === 'model-based'
    ? change(omit(draft, 'standardErrors'), 'Use model-based standard errors')
    : change({ ...draft, standardErrors: kind }, 'Use empirical standard errors');
}

/** The draft with this structure; undefined = independent residuals. */
export function withResidual(draft: ModelDraft, residual: ResidualSpec | undefined): ModelDraft {
  return residual === undefined ? omit(draft, 'residual') : { ...draft, residual };
}

/** A spec without a column; undefined where it says nothing without it. */
export function withoutResidualColumn(residual: ResidualSpec, column: string): ResidualSpec | undefined {
  const subject = residual.subject.filter((name) => name !== column);
  const byColumn = residual.heterogeneousBy !== undefined;
  if (residual.heterogeneousBy === column || residual.time === column) return undefined;
  if (subject.length === 0 && !byColumn) return undefined;
  return { ...(residual.group === column ? omit(residual, 'group') : residual), subject };
}

/** Changes the structure of a draft that has one. */
function adjust(
  draft: ModelDraft,
  label: string,
  adjusted: (residual: ResidualSpec) => ResidualSpec,
): Change {
  const { residual } = draft;
  return change(residual === undefined ? draft : { ...draft, residual: adjusted(residual) }, label);
}
