import { isNumeric } from '../../../src-shared/draft/facts.ts';
import type { VariableState } from '../../../src-shared/model/project.ts';

/** Whether a variable carries the mark of numbers (#) rather than of categories (A). */
export function isNumber(variable: VariableState | undefined): boolean {
  return variable !== undefined && isNumeric(variable);
}

/** The type as `VariableChip` wants it. */
export function chipType(variable: VariableState | undefined): 'numeric' | 'categorical' {
  return isNumber(variable) ? 'numeric' : 'categorical';
}
