import { isDigit, isExponent, isGroupHead, isSign } from './numbers.ts';

/** What the digits and marks of a cell say about the number format. */
export type Shape =
  | 'text'
  | 'integer'
  | 'point-decimal'
  | 'comma-decimal'
  | 'point-groups'
  | 'comma-groups'
  /** `1.234`: three decimals, or thousands. */
  | 'point-either'
  | 'comma-either'
  /** `1 234` or `1'234`: nothing but thousands. */
  | 'other-groups'
  /** `1.234,5`: groups by the first mark, decimals by the second. */
  | 'point-groups-comma-decimal'
  | 'comma-groups-point-decimal'
  | 'other-groups-point-decimal'
  | 'other-groups-comma-decimal';

const POINT = 0x2e;
const COMMA = 0x2c;

/**
 * Reads text[start, end) as a number without knowing the marks. `1.5`, `0.435`, `1234.567` can only have a
 * decimal mark; `1.234.567` only thousands marks; `1.234` can have either; `1.2.3` is no number.
 */
export function shapeOf(text: string, start: number, end: number): Shape {
  let i = start < end && isSign(text.charCodeAt(start)) ? start + 1 : start;
  const first = i;
  let mark = 0; // first kind of mark met
  let markCount = 0;
  let secondMark = 0;
  let headEnd = -1;
  let run = 0; // digits since the last mark
  let digits = 0;
  for (; i < end; i++) {
    const c = text.charCodeAt(i);
    if (isDigit(c)) {
      run++;
      digits++;
      continue;
    }
    if (!isMark(c)) break;
    if (mark === 0) {
      mark = c;
      markCount = 1;
      headEnd = i;
    } else if (secondMark !== 0 || run !== 3) {
      return 'text';
    } else if (c === mark) {
      markCount++;
    } else if (c === POINT || c === COMMA) {
      secondMark = c;
    } else {
      return 'text';
    }
    run = 0;
  }
  if (digits === 0 || (i < end && !isExponent(text, i, end))) return 'text';
  if (mark === 0) return 'integer';

  const grouped = isGroupHead(text, first, headEnd);
  const point = mark === POINT;
  const comma = mark === COMMA;
  if (secondMark !== 0) {
    if (!grouped) return 'text';
    if (point) return 'point-groups-comma-decimal';
    if (comma) return 'comma-groups-point-decimal';
    return secondMark === POINT ? 'other-groups-point-decimal' : 'other-groups-comma-decimal';
  }
  const wholeGroups = grouped && run === 3 && i === end;
  if (!point && !comma) return wholeGroups ? 'other-groups' : 'text';
  if (markCount > 1) {
    if (!wholeGroups) return 'text';
    return point ? 'point-groups' : 'comma-groups';
  }
  if (wholeGroups) return point ? 'point-either' : 'comma-either';
  return point ? 'point-decimal' : 'comma-decimal';
}

/** Point, comma, space, no-break spaces, apostrophes. */
function isMark(c: number): boolean {
  return c === POINT || c === COMMA || c === 0x20 || c === 0x27 || c === 0xa0 || c === 0x202f || c === 0x2019;
}
