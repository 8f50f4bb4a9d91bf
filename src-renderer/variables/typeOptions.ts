import { variableTypes } from '../../src-shared/model/variable.ts';
import type { VariableType } from '../../src-shared/model/variable.ts';
import { typeWords } from './typeWords.ts';

/** Entries of a select of types; `detected`: the one that the reader of a file found. */
export function typeOptions(
  detected?: VariableType,
): readonly { readonly value: VariableType; readonly label: string; readonly detail?: string }[] {
  return variableTypes.map((value) => ({
    value,
    label: typeWords[value].name,
    ...(value === detected ? { detail: 'detected' } : {}),
  }));
}
