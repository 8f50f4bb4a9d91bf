/** The number format of a file, as character codes. */
export interface NumberFormat {
  readonly decimal: number;
  /** 0 = none. */
  readonly thousands: number;
}

const PLUS = 0x2b;
const MINUS = 0x2d;
const MINUS_SIGN = 0x2212;
const ZERO = 0x30;

/** 10^0 ... 10^22 are exact doubles. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

export function isSign(code: number): boolean {
  return code === MINUS || code === PLUS || code === MINUS_SIGN;
}

/** Code 'e' or 'E'. */
function isExponentMark(code: number): boolean {
  return code === 0x65 || code === 0x45;
}

/**
 * The number written in text[start, end), or NaN where the text is not one number in this format:
 * sign, digits (in valid groups of three if a thousands mark is used), decimal mark, digits, exponent.
 * Correctly rounded. A number that overflows, or underflows to zero, is NaN too: see `explainUnreadable`.
 */
export function parseNumber(text: string, start: number, end: number, format: NumberFormat): number {
  let i = start;
  let c = i < end ? text.charCodeAt(i) : 0;
  const negative = c === MINUS || c === MINUS_SIGN;
  if (negative || c === PLUS) i++;
  const bodyStart = i;

  let mantissa = 0;
  let groupStart = i;
  let groups = 0;
  for (; i < end; i++) {
    c = text.charCodeAt(i);
    if (c >= ZERO && c <= 0x39) {
      mantissa = mantissa * 10 + (c - ZERO);
    } else if (c === format.thousands && c !== 0) {
      const valid = groups === 0 ? isGroupHead(text, groupStart, i) : i - groupStart === 3;
      if (!valid) return NaN;
      groups++;
      groupStart = i + 1;
    } else {
      break;
    }
  }
  if (groups > 0 && i - groupStart !== 3) return NaN;
  let digits = i - bodyStart - groups;

  let scale = 0;
  if (i < end && c === format.decimal) {
    for (i++; i < end; i++) {
      c = text.charCodeAt(i);
      if (c < ZERO || c > 0x39) break;
      mantissa = mantissa * 10 + (c - ZERO);
      scale++;
    }
    digits += scale;
  }
  if (digits === 0) return NaN;
  if (i === end && digits <= 15 && scale <= 22) {
    // Both operands are exact, so the quotient is correctly rounded (Clinger 1990).
    const value = mantissa / POWERS_OF_TEN[scale];
    return negative && value !== 0 ? -value : value;
  }
  if (i < end && (groups > 0 || !isExponent(text, i, end))) return NaN;
  return parseExactly(text.slice(bodyStart, end), negative, mantissa, format);
}

/** One to three digits that do not begin with 0: what may stand before the first thousands mark. */
export function isGroupHead(text: string, start: number, end: number): boolean {
  return end - start >= 1 && end - start <= 3 && text.charCodeAt(start) !== ZERO;
}

/** Whether text[start, end) is an exponent: e or E, sign, digits. */
export function isExponent(text: string, start: number, end: number): boolean {
  if (!isExponentMark(text.charCodeAt(start))) return false;
  let i = start + 1;
  if (i < end && isSign(text.charCodeAt(i))) i++;
  if (i === end) return false;
  for (; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

/** Long mantissas and exponents, by the language's own correctly rounded conversion. */
function parseExactly(body: string, negative: boolean, mantissa: number, format: NumberFormat): number {
  let plain = body.replaceAll('\u2212', '-');
  if (format.thousands !== 0) plain = plain.replaceAll(String.fromCharCode(format.thousands), '');
  plain = plain.replace(String.fromCharCode(format.decimal), '.');
  const value = Number(plain);
  if (!Number.isFinite(value) || (value === 0 && mantissa !== 0)) return NaN;
  return negative && value !== 0 ? -value : value;
}

/** Digits only (after a sign), more than one, the first a 0: a postcode or key, not a quantity. */
export function hasLeadingZero(text: string, start: number, end: number): boolean {
  const first = isSign(text.charCodeAt(start)) ? start + 1 : start;
  return end - first > 1 && text.charCodeAt(first) === ZERO && isInteger(text, first, end);
}

/** Digits only, after a sign. */
export function isInteger(text: string, start: number, end: number): boolean {
  const first = start < end && isSign(text.charCodeAt(start)) ? start + 1 : start;
  for (let i = first; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return end > first;
}

/** An integer that a double may not hold exactly (beyond 2^53). */
export function isBeyondExactIntegers(text: string, start: number, end: number, value: number): boolean {
  return end - start >= 16 && Math.abs(value) > Number.MAX_SAFE_INTEGER && isInteger(text, start, end);
}

/** Why a text is not read as a number. `quantity`: it means to be one, so its column holds numbers. */
export interface Unreadable {
  readonly quantity: boolean;
  readonly reason: string;
}

const NUMERAL = String.raw`[+\-\u2212]?(?:\d[\d.,' \u00a0\u202f\u2019]*|[.,]\d+)(?:[eE][+\-\u2212]?\d+)?`;
const numeral = new RegExp(`^${NUMERAL}$`);
const percentage = new RegExp(`^${NUMERAL}\\s*[%\u2030]$`);
const amount = new RegExp(
  `^[+\\-]?(?:\\p{Sc}|[A-Z]{3})\\s*${NUMERAL}$|^${NUMERAL}\\s*(?:\\p{Sc}|EUR|USD|GBP|CHF|JPY)$`,
  'u',
);
const infinity = /^[+\-\u2212]?(?:inf|infinity|\u221e)$/i;
const hexadecimal = /^[+-]?0x[\da-f]+$/i;
const date =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}.*)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?)$/;

export function isDate(text: string): boolean {
  return date.test(text);
}

/** Explains a text for which `parseNumber` gave NaN. */
export function explainUnreadable(text: string, format: NumberFormat): Unreadable {
  if (infinity.test(text)) return { quantity: true, reason: 'it is not a finite number' };
  if (percentage.test(text)) return { quantity: true, reason: 'it has a percent sign' };
  if (amount.test(text)) return { quantity: true, reason: 'it has a currency sign' };
  if (hexadecimal.test(text)) return { quantity: false, reason: 'it is a hexadecimal number' };
  if (isDate(text)) return { quantity: false, reason: 'it is a date' };
  if (numeral.test(text)) return { quantity: true, reason: explainNumeral(text, format) };
  return { quantity: false, reason: 'it is not a number' };
}

function explainNumeral(text: string, format: NumberFormat): string {
  const decimal = String.fromCharCode(format.decimal);
  const marks = new Set(text.match(/[.,' \u00a0\u202f\u2019]/g) ?? []);
  marks.delete(decimal);
  if (marks.size === 0) {
    if (text.split(decimal).length > 2) return 'it has two decimal marks';
    return /[eE][-\u2212]/.test(text) ? 'it is too close to zero to be held' : 'it is too large to be held';
  }
  const [mark] = marks;
  if (format.thousands !== 0 && mark === String.fromCharCode(format.thousands)) {
    return `its thousands marks (${nameOfMark(mark)}) do not stand in groups of three digits`;
  }
  const article = nameOfMark(mark) === 'apostrophe' ? 'an' : 'a';
  return `it holds ${article} ${nameOfMark(mark)}, but the decimal mark of this file is a ${nameOfMark(decimal)}`;
}

/** A mark in words. */
export function nameOfMark(mark: string): string {
  switch (mark) {
    case '.':
      return 'point';
    case ',':
      return 'comma';
    case "'":
    case '\u2019':
      return 'apostrophe';
    default:
      return 'space';
  }
}
