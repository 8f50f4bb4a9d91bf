import { AppError } from '../../../../src-shared/model/appError.ts';
import type { FixedDesign } from '../../frame/modelFrame.ts';

/**
 * The coefficient that a comparison looks at: the one asked for, else the last one of the last term among those of the
 * highest order, which is what most models are made for. Null for a model without coefficients.
 *
 * @param kept R's names of the coefficients that are estimated
 * @throws AppError `unknown-coefficient`
 */
export function focalCoefficient(
  { names, terms }: FixedDesign,
  kept: readonly string[],
  asked: string | null,
): string | null {
  if (asked !== null) {
    if (kept.includes(asked)) return asked;
    throw new AppError(
      'unknown-coefficient',
      `The model has no coefficient “${asked}”.`,
      kept.length === 0 ? 'It has none at all.' : `Its coefficients are ${kept.join(', ')}.`,
    );
  }
  const estimated = terms
    .map(({ order, columns }) => ({
      order,
      columns: columns.filter((column) => kept.includes(names[column])),
    }))
    .filter(({ columns }) => columns.length > 0);
  const highest = Math.max(...estimated.map(({ order }) => order));
  const column = estimated.findLast(({ order }) => order === highest)?.columns.at(-1);
  return column === undefined ? (kept.at(-1) ?? null) : names[column];
}
