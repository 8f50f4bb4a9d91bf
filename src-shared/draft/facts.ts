import type { DataStructure, GroupingStructure } from '../model/dataStructure.ts';
import type { RepeatedStructure } from '../model/repeatedStructure.ts';
import type { DraftBlock, DraftTerm } from '../model/modelDraft.ts';
import type { VariableState } from '../model/project.ts';
import { groupingKey } from './canonicalGroupings.ts';
import { columnsOfTerm, plainColumn } from './termText.ts';

/** What is known of the data while a model is built. */
export interface Facts {
  readonly variables: readonly VariableState[];
  readonly nRows: number;
  /** Facts over the rows used; null until they are known. */
  readonly structure: DataStructure | null;
}

export function variableNamed(name: string, { variables }: Facts): VariableState | undefined {
  return variables.find((variable) => variable.name === name);
}

export function structureOf(factors: readonly string[], { structure }: Facts): GroupingStructure | undefined {
  const key = groupingKey(factors);
  return structure?.groupings.find((grouping) => groupingKey(grouping.factors) === key);
}

/** How the rows of these subjects lie over these occasions; null until it is known. */
export function repeatedOf(
  { subject, time }: { readonly subject: readonly string[]; readonly time?: string | undefined },
  { structure }: Facts,
): RepeatedStructure | null {
  const repeated = structure?.repeated ?? null;
  if (repeated === null || repeated.time !== time) return null;
  return groupingKey(repeated.subject) === groupingKey(subject) ? repeated : null;
}

/** Whether a variable is measured as a number that a model can calculate with. */
export function isNumeric(variable: VariableState): boolean {
  return variable.summary.kind === 'numeric' && variable.type !== 'id';
}

/** How many different values a variable has. */
export function nValues({ summary }: VariableState): number {
  return summary.kind === 'numeric' ? summary.nDistinct : summary.nLevels;
}

/** Rows left when those with a missing value in what the model uses are left out. */
export function rowsUsed({ structure, nRows }: Facts): number {
  return structure?.nRows ?? nRows;
}

/** Whether no variable of a term changes within the levels of a grouping. */
export function isConstantWithin(term: DraftTerm, factors: readonly string[], facts: Facts): boolean {
  const constant = structureOf(factors, facts)?.constantWithin ?? [];
  return columnsOfTerm(term).every((column) => factors.includes(column) || constant.includes(column));
}

/** How many random effects each level of a grouping has from one block; or coefficients the fixed part, written as one. */
export function blockColumns(block: DraftBlock, facts: Facts): number {
  const columns = block.terms.map((term, i) =>
    term.reduce((product, text) => {
      const variable = variableNamed(plainColumn(text) ?? '', facts);
      if (variable === undefined || isNumeric(variable)) return product;
      const all = !block.intercept && i === 0 && term.length === 1;
      return product * Math.max(1, nValues(variable) - (all ? 0 : 1));
    }, 1),
  );
  return columns.reduce((sum, count) => sum + count, block.intercept ? 1 : 0);
}
