import { emptyDraft } from '../../src-shared/model/emptyDraft.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { DataStructure, GroupingStructure } from '../../src-shared/model/dataStructure.ts';
import type { RepeatedStructure } from '../../src-shared/model/repeatedStructure.ts';
import type { VariableState } from '../../src-shared/model/project.ts';
import type { VariableType } from '../../src-shared/model/variable.ts';
import type { Facts } from '../../src-shared/draft/facts.ts';
import type { CommandResult } from '../../src-shared/draft/commands/command.ts';
import { draftFromFormula } from '../../src-shared/draft/draftFromFormula.ts';

/** The draft of a formula. */
export function draftFor(formula: string, change: Partial<ModelDraft> = {}): ModelDraft {
  return { ...draftFromFormula(formula, emptyDraft), ...change };
}

export function numeric(
  name: string,
  change: Partial<VariableState> & { min?: number; nDistinct?: number } = {},
): VariableState {
  const { min = 1, nDistinct = 50, ...rest } = change;
  return {
    id: 1,
    name,
    label: '',
    unit: '',
    type: 'continuous',
    missing: 0,
    revision: 1,
    summary: { kind: 'numeric', min, max: 100, mean: 50, sd: 10, nDistinct, histogram: [] },
    ...rest,
  };
}

export function categorical(name: string, nLevels: number, type: VariableType = 'nominal'): VariableState {
  const levels = Array.from({ length: Math.min(24, nLevels) }, (_, i) => ({ text: `l${i}`, count: 2 }));
  return { ...numeric(name), type, summary: { kind: 'categorical', nLevels, levels } };
}

export function grouped(
  factors: readonly string[],
  nLevels: number,
  change: Partial<GroupingStructure> = {},
): GroupingStructure {
  return { factors, nLevels, minRows: 10, medianRows: 10, maxRows: 10, constantWithin: [], ...change };
}

/** Subjects who were all seen at the same evenly spaced occasions. */
export function repeatedOver(
  subject: readonly string[],
  time: string,
  nSubjects: number,
  nOccasions: number,
  change: Partial<RepeatedStructure> = {},
): RepeatedStructure {
  return {
    subject,
    time,
    nRows: nSubjects * nOccasions,
    nSubjects,
    nSingle: 0,
    maxRows: nOccasions,
    nOccasions,
    longestGap: Math.min(1, nOccasions - 1),
    occasions: Array.from({ length: Math.min(12, nOccasions) }, (_, t) => String(t)),
    minPerOccasion: nSubjects,
    maxPerOccasion: nSubjects,
    duplicates: null,
    rarestPair: { first: '0', second: '1', nSubjects },
    rarestNeighbours: { first: '0', second: '1', nSubjects },
    distances: { nDistinct: 2, only: 1, even: true, shortest: 1, longest: 1 },
    group: null,
    ...change,
  };
}

export function facts(
  variables: readonly VariableState[],
  structure: Partial<DataStructure> = {},
  nRows = 180,
): Facts {
  return {
    variables,
    nRows,
    structure: { nRows, groupings: [], pairs: [], collinear: [], constant: [], repeated: null, ...structure },
  };
}

/** The draft that a command makes; fails where it was refused. */
export function done(result: CommandResult): ModelDraft {
  if (result.kind === 'refusal') throw new Error(`Refused: ${result.reason}`);
  return result.draft;
}

/** Why a command was refused; fails where it was done. */
export function refused(result: CommandResult): string {
  if (result.kind === 'change') throw new Error(`Done: ${result.label}`);
  return result.reason;
}
