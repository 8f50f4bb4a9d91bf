import { AppError } from '../model/appError.ts';

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
  const position = Array.from(text.slice(0, at)).length + 1;
  return new AppError(code, `${problem}, at character ${position} of the formula: ${text}`, hint);
}
