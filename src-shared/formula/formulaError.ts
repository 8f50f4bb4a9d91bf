import { AppError } from '../model/appError.ts';

/** How many characters of a long formula a message shows on either side of the place. */
const excerptReach = 60;

/**
 * An error in the writing of a formula.
 *
 * @param problem what is wrong, without a full stop
 * @param text the formula
 * @param at offset in the text (UTF-16 units); the message counts characters from 1
 */
export function formulaError(
  problem: string,
  text: string,
  at: number,
  hint: string,
  code = 'formula-syntax',
): AppError {
  const before = Array.from(text.slice(0, at));
  const after = Array.from(text.slice(at));
  const excerpt =
    before.length + after.length <= 2 * excerptReach
      ? text
      : (before.length > excerptReach ? '…' : '') +
        [...before.slice(-excerptReach), ...after.slice(0, excerptReach)].join('') +
        (after.length > excerptReach ? '…' : '');
  return new AppError(code, `${problem}, at character ${before.length + 1} of the formula: ${excerpt}`, hint);
}
