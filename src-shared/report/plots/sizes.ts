/** Sizes in CSS pixels at which the text of a plot is as large as that of the page. */
export const checkSize = { width: 236, height: 236 } as const;
export const effectSize = { width: 560, height: 360 } as const;
export const caterpillarWidth = 352;
export const matrixWidth = 352;
export const lagSize = { width: 560, height: 300 } as const;
/** `row`: height for each structure. */
export const structureSize = { width: 560, row: 18 } as const;
