/** How a variable is measured, which decides what a model may do with it. */
export type VariableType = 'continuous' | 'nominal' | 'ordinal' | 'id';

export const variableTypes: readonly VariableType[] = ['continuous', 'nominal', 'ordinal', 'id'];
