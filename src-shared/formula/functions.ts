/** Functions of numeric variables that a formula may use; `I()` marks arithmetic. */
export const functionNames = ['I', 'log', 'log10', 'log2', 'log1p', 'sqrt', 'exp', 'expm1', 'abs'] as const;
export type FunctionName = (typeof functionNames)[number];

export function isFunctionName(name: string): name is FunctionName {
  return (functionNames as readonly string[]).includes(name);
}
