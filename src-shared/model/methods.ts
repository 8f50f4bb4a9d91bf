/** How denominator degrees of freedom are found. */
export const dfMethods = ['satterthwaite', 'kenward-roger', 'residual', 'asymptotic'] as const;
export type DfMethod = (typeof dfMethods)[number];

/** REML or ML for mixed models; OLS for a model without random part. */
export const fitMethods = ['REML', 'ML', 'OLS'] as const;
export type FitMethod = (typeof fitMethods)[number];
