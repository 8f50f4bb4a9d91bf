import { formatCount, formatTick, noBreak } from '../numbers.ts';
import { capitalise } from './lists.ts';
import type { Names } from './names.ts';
import { inText } from './residualClause.ts';
import { pluralUnit } from './units.ts';

/** How distances between two occasions are told. */
export interface LagWords {
  /** `next to each other`, `three visits apart`, `2.5 days apart` */
  readonly apart: (lag: number) => string;
  /** `visits next to each other`, `residuals three visits apart` */
  readonly between: (lag: number) => string;
  /** What an axis of lags shows: `Visits apart`, `Days apart`, `Distance in Time (days)`. */
  readonly axis: string;
}

/** Numbers as words, from 0 on. */
const inWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Lags that count steps from one occasion to the next. */
export function stepWords(occasions: string): LagWords {
  const apart = (lag: number) =>
    lag === 1 ? 'next to each other' : `${inWords[lag] ?? formatCount(lag)} ${occasions} apart`;
  return {
    apart,
    between: (lag) => `${lag === 1 ? occasions : 'residuals'} ${apart(lag)}`,
    axis: `${capitalise(occasions)} apart`,
  };
}

/** Lags in a numeric time; a column called `day` is its own unit. */
export function distanceWords(time: string, names: Names): LagWords {
  const shown = names.variable(time);
  const [word] = /^(?:second|minute|hour|day|week|month|year)(?=s?$)/i.exec(shown) ?? [];
  const unit = names.unit(time) ?? (word === undefined ? null : inText(word));
  const apart = (lag: number) => {
    const text = formatTick(Number(lag.toPrecision(3)));
    const one = text === '1';
    if (unit === null) return `${text}${noBreak}${one ? 'unit' : 'units'} of ${shown} apart`;
    return `${text}${noBreak}${one ? unit : pluralUnit(unit)} apart`;
  };
  return {
    apart,
    between: (lag) => `residuals ${apart(lag)}`,
    axis:
      word !== undefined && unit !== null
        ? `${capitalise(pluralUnit(unit))} apart`
        : `Distance in ${names.axis(time)}`,
  };
}
