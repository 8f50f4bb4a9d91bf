export const variableTypes = ['continuous', 'nominal', 'ordinal', 'id'] as const;
/** How a variable is measured, which decides what a model may do with it. */
export type VariableType = (typeof variableTypes)[number];
