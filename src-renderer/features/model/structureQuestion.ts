import type { ParamsOf } from '../../../src-shared/contract/definition.ts';
import type { Requests } from '../../../src-shared/contract/requests.ts';
import { columnsOfText } from '../../../src-shared/draft/termText.ts';
import type { Repeated } from '../../../src-shared/draft/commands/residual.ts';
import { residualColumns, usedColumns } from '../../../src-shared/draft/usedColumns.ts';
import type { ModelDraft } from '../../../src-shared/model/modelDraft.ts';
import type { VariableState } from '../../../src-shared/model/project.ts';

/** So many further variables are looked at as possible groupings. */
const maxCandidates = 8;

interface Question {
  readonly params: ParamsOf<Requests['data.structure']>;
  /** Changes with the data that the answer depends on. */
  readonly revisions: readonly number[];
}

/**
 * What to ask about the data for a draft: its groupings and predictors, and variables that could be groupings
 * as well as long as they leave out no row.
 *
 * @param repeated who may have been measured repeatedly, and when; null = not asked about
 */
export function structureQuestion(
  draft: ModelDraft,
  variables: readonly VariableState[],
  nRows: number,
  repeated: Repeated | null,
): Question {
  const known = new Map(variables.map((variable) => [variable.name, variable]));
  const used = usedColumns(draft).filter((column) => known.has(column));
  const isUsed = new Set(used);
  const groupings = draft.groupings
    .map(({ factors }) => [...factors])
    .filter((f) => f.every((c) => known.has(c)));
  const single = new Set(groupings.filter((factors) => factors.length === 1).map(([column]) => column));
  const candidates = variables
    .filter((variable) => !single.has(variable.name) && couldGroup(variable, nRows))
    .filter((variable) => variable.missing === 0 || isUsed.has(variable.name))
    .slice(0, maxCandidates);
  const slopes = draft.groupings.flatMap(({ blocks }) => blocks.flatMap(({ terms }) => terms));
  const predictors = new Set([draft.fixedTerms, slopes].flat(2).flatMap(columnsOfText));
  const response = draft.response === null ? undefined : columnsOfText(draft.response)[0];
  const others = used.filter(
    (column) => column !== response && (column === draft.weights || column === draft.offset),
  );
  const group = known.get(draft.residual?.group ?? '')?.name;
  return {
    params: {
      groupings: [...groupings, ...candidates.map(({ name }) => [name])],
      predictors: [...predictors, ...others].filter((column) => known.has(column)),
      response: response !== undefined && known.has(response) ? response : null,
      others: residualColumns(draft.residual).filter((column) => known.has(column)),
      repeated:
        repeated === null || ![...repeated.subject, repeated.time].every((column) => known.has(column))
          ? null
          : { subject: [...repeated.subject], time: repeated.time, group: group ?? null },
    },
    revisions: variables.map(({ revision }) => revision),
  };
}

function couldGroup({ type, summary }: VariableState, nRows: number): boolean {
  const nLevels = summary.kind === 'numeric' ? summary.nDistinct : summary.nLevels;
  return type !== 'continuous' && nLevels > 1 && nLevels < nRows;
}
