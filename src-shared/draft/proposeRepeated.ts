import type { ModelDraft } from '../model/modelDraft.ts';
import type { VariableState } from '../model/project.ts';
import { nValues, isNumeric, structureOf, variableNamed } from './facts.ts';
import type { Facts } from './facts.ts';
import { columnsOfText } from './termText.ts';

/** Fewer levels are taken for a property, as a sex or a treatment. */
const fewestUnits = 5;

const unitName = /subj|patient|person|particip|respond|child|pupil|student|animal|plant|tree|^id|id$/i;
const timeName =
  /time|visit|day|date|week|month|quarter|year|age$|^age|occasion|session|wave|hour|minute|period|round|trial/i;

/**
 * Lists of columns that may be the units measured repeatedly, the likeliest first: the groupings of the model, those
 * with the most levels first, then single columns with many levels and several rows in each.
 */
export function unitCandidates(draft: ModelDraft, facts: Facts): readonly (readonly string[])[] {
  const levels = (factors: readonly string[]): number => structureOf(factors, facts)?.nLevels ?? 0;
  const groupings = draft.groupings
    .map(({ factors }) => factors)
    .filter((factors) => structureOf(factors, facts)?.maxRows !== 1)
    .sort((a, b) => levels(b) - levels(a));
  const known = new Set(groupings.filter((factors) => factors.length === 1).flat());
  const single = facts.variables
    .filter(({ name }) => !known.has(name) && !isOutcome(name, draft))
    .filter((variable) => couldBeUnit(variable, facts))
    .sort((a, b) => unitScore(b) - unitScore(a) || nValues(b) - nValues(a))
    .map(({ name }) => [name]);
  return [...groupings, ...single];
}

/** The units to begin with; null where no column looks like units with several rows. */
export function proposedUnits(draft: ModelDraft, facts: Facts): readonly string[] | null {
  const [first] = unitCandidates(draft, facts);
  if (first === undefined || first.length > 1 || draft.groupings.length > 0) return first ?? null;
  const variable = variableNamed(first[0], facts);
  return variable !== undefined && nValues(variable) >= fewestUnits && unitScore(variable) >= 0
    ? first
    : null;
}

function couldBeUnit(variable: VariableState, { nRows }: Facts): boolean {
  const n = nValues(variable);
  return n > 1 && (variable.type === 'continuous' ? n * 2 <= nRows : n < nRows);
}

/** Numbers come last, unless their name says that they stand for units. */
function unitScore({ name, label, type }: VariableState): number {
  const named = unitName.test(name) || unitName.test(label);
  return Number(type === 'id') + Number(named) - Number(type === 'continuous');
}

/** Variables that may tell the order or the time within units, the likeliest first. */
export function timeCandidates(
  units: readonly string[],
  draft: ModelDraft,
  facts: Facts,
): readonly VariableState[] {
  return facts.variables
    .filter(({ name, type }) => type !== 'id' && !units.includes(name) && !isOutcome(name, draft))
    .filter((variable) => nValues(variable) > 1)
    .sort((a, b) => timeScore(b, units, draft, facts) - timeScore(a, units, draft, facts));
}

/** The column to begin with; null where none looks like a time. */
export function proposedTime(units: readonly string[], draft: ModelDraft, facts: Facts): string | null {
  const likely = timeCandidates(units, draft, facts).find(
    (variable) => timeScore(variable, units, draft, facts) >= 2,
  );
  return likely?.name ?? null;
}

/**
 * A name that says time, a slope that differs between the units, and as many values as a unit has rows speak for a
 * time; fewer values than that, which would repeat within a unit, or none that change within it, against it.
 */
function timeScore(
  variable: VariableState,
  units: readonly string[],
  draft: ModelDraft,
  facts: Facts,
): number {
  const { name, label } = variable;
  const unit = structureOf(units, facts);
  const mostRows = unit?.maxRows ?? 0;
  if (nValues(variable) < mostRows || unit?.constantWithin.includes(name) === true) return -1;
  const slopes = draft.groupings.flatMap(({ blocks }) => blocks.flatMap(({ terms }) => terms.flat()));
  return (
    2 * Number(timeName.test(name) || timeName.test(label)) +
    2 * Number(nValues(variable) === mostRows) +
    Number(slopes.flatMap(columnsOfText).includes(name)) +
    Number(isNumeric(variable) && draft.fixedTerms.flat().flatMap(columnsOfText).includes(name))
  );
}

function isOutcome(column: string, { response }: ModelDraft): boolean {
  return response !== null && columnsOfText(response).includes(column);
}
