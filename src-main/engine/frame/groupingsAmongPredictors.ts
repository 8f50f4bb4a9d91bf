import type { Notice } from '../../../src-shared/model/notice.ts';
import type { FixedTerm, ModelFrame, RandomDesign } from './modelFrame.ts';

/**
 * Groupings whose levels the fixed part already fits one by one: each combination of levels of one of its terms lies
 * within one level of the grouping, so that nothing is left from which the variance between them could be estimated.
 */
export function groupingsAmongPredictors(frame: ModelFrame): Notice[] {
  const crossings = frame.fixed.terms.filter(
    ({ factors, covariates }) => factors.length > 0 && covariates.length === 0,
  );
  return frame.random
    .filter(({ names }) => names.includes('(Intercept)'))
    .flatMap((random): Notice[] => {
      const term = crossings.find((crossing) => determines(crossing, random, frame));
      if (term === undefined) return [];
      const { group } = random;
      const same = term.name === group;
      return [
        {
          code: 'grouping-as-predictor',
          severity: 'serious',
          message:
            (same
              ? `${group} is a grouping and a predictor: as a predictor it`
              : `The predictor ${term.name} tells the levels of the grouping ${group} apart: it`) +
            ` fits the level of each ${group} by itself, so that the variance of these levels cannot be estimated and its ` +
            `value means nothing. Keep ${same ? group : 'one of the two'} as a predictor or as a grouping, not both.`,
        },
      ];
    });
}

/** Whether rows with the same levels of a term's factors always have the same level of a grouping. */
function determines({ factors }: FixedTerm, { codes }: RandomDesign, { columns, n }: ModelFrame): boolean {
  const used = factors.map((name) => columns.find((column) => column.name === name));
  const groupOf = new Map<number, number>();
  for (let row = 0; row < n; row++) {
    let cell = 0;
    for (const column of used) {
      if (column?.kind !== 'categorical') throw new Error('A factor of a term is no categorical column.');
      cell = cell * column.levels.length + column.codes[row];
    }
    const known = groupOf.get(cell);
    if (known === undefined) groupOf.set(cell, codes[row]);
    else if (known !== codes[row]) return false;
  }
  return true;
}
