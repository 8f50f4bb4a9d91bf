import { formatInterval, formatSignificant, formatTo, noBreak } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';

/** A change of the outcome, ready for a sentence. */
export interface Change {
  /** Which way, and whether the interval leaves that open. */
  readonly direction: 'up' | 'down' | 'open';
  /** With unit and sign: `10.5 ms`, `−3.2 ms`; for a log outcome a factor: `1.042`. */
  readonly signed: string;
  /** The same without a sign. */
  readonly size: string;
  /** `95 % CI 7.2 to 13.7` */
  readonly interval: string;
}

interface Estimate {
  readonly estimate: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
}

/** Base of the logarithm of the modelled outcome, with the variable inside; null on the natural scale. */
export function logOutcome(response: string): { readonly base: number; readonly inner: string } | null {
  const match = /^(log|log2|log10)\((.+)\)$/s.exec(response);
  if (match === null) return null;
  return { base: { log: Math.E, log2: 2, log10: 10 }[match[1] as 'log' | 'log2' | 'log10'], inner: match[2] };
}

/** Puts a coefficient into words of the outcome's scale: differences, or factors where the outcome is a log. */
export function describeChange(value: Estimate, context: ReportContext): Change {
  const direction = value.lower > 0 ? 'up' : value.upper < 0 ? 'down' : 'open';
  const between = (limit: (x: number) => string) =>
    `${context.level}${noBreak}CI ${formatInterval(limit(value.lower), limit(value.upper))}`;
  const log = logOutcome(context.result.response);
  if (log !== null) {
    const factor = (x: number) => formatSignificant(log.base ** x, 3);
    return {
      direction,
      signed: factor(value.estimate),
      size: factor(value.estimate),
      interval: between((x) => besideOne(factor(x), log.base ** x)),
    };
  }
  const digits = (x: number) => formatTo(x, value.se, 2);
  return {
    direction,
    signed: context.names.withUnit(digits(value.estimate)),
    size: context.names.withUnit(digits(Math.abs(value.estimate))),
    interval: between((x) => besideZero(digits(x), x)),
  };
}

/** A limit that would be rounded to zero shows on which side of it it lies. */
function besideZero(text: string, limit: number): string {
  return Number(text.replace('\u2212', '-')) === 0 && limit !== 0 ? formatSignificant(limit, 1) : text;
}

/** The same of a factor and one. */
function besideOne(text: string, limit: number): string {
  return Number(text) === 1 && limit !== 1 ? formatTo(limit, Math.abs(limit - 1), 1) : text;
}
