import type { ResidualCovariance } from '../../model/fitResult.ts';
import { formatCount, formatTick, noBreak } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise } from './lists.ts';
import { severalOf } from './modelClauses.ts';
import { plural } from './plural.ts';
import { inText, residualParts, subjectInText, type ResidualParts } from './residualClause.ts';
import type { Names } from './names.ts';
import { structureWords, shortName, type StructureWords } from './structures.ts';
import { pluralUnit } from './units.ts';

/** A residual covariance and how its parts are called. */
export interface ResidualWords {
  readonly covariance: ResidualCovariance;
  readonly parts: ResidualParts;
  readonly structure: StructureWords;
  /** `subject`, `child within school`; empty where every row is one of its own. */
  readonly one: string;
  /** `subjects` */
  readonly several: string;
  /** `visit`; `occasion` where the name of the column is no plain word. */
  readonly occasion: string;
  readonly occasions: string;
  /** `next to each other`, `three visits apart`, `2.5 days apart` */
  readonly apart: (lag: number) => string;
  /** What an axis of lags shows: `Visits apart`, `Distance in Time (days)`. */
  readonly lagAxis: string;
  /** A level of the column that has parameters for each: `Arm Active`. */
  readonly levelTitle: (level: string) => string;
  /** Whether rows differ in their residual variance. */
  readonly severalVariances: boolean;
  /** `AR(1) residuals within Mare over visit` */
  readonly brief: string;
}

/** Numbers as words, from 0 on. */
const inWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Null where residuals are independent with one variance. */
export function residualWords({ result, names }: ReportContext): ResidualWords | null {
  const { residualCovariance: covariance, spec } = result;
  if (covariance === undefined || spec.residual === undefined) return null;
  const parts = residualParts(spec.residual, names.variable);
  const { structure, time, group, by, bands } = parts;
  const one = subjectInText(parts.subject);
  const subjects = parts.subject.toReversed();
  const occasion = time === null || plural(time) === null ? 'occasion' : inText(time);
  const occasions = plural(occasion) ?? `${occasion}s`;
  const distance = structureWords[structure].by === 'distance';
  const each = group === null ? '' : `, for each ${inText(group)}`;
  const over = time === null ? '' : ` over ${inText(time)}`;
  return {
    covariance,
    parts,
    structure: structureWords[structure],
    one,
    several: subjects.length === 0 ? 'rows' : severalOf(subjects, subjects.length > 1),
    occasion,
    occasions,
    apart: distance
      ? (lag) => `${distanceText(lag, spec.residual?.time ?? '', names)} apart`
      : (lag) =>
          lag === 1 ? 'next to each other' : `${inWords[lag] ?? formatCount(lag)} ${occasions} apart`,
    lagAxis: distance
      ? `Distance in ${names.axis(spec.residual.time ?? '')}`
      : `${capitalise(occasions)} apart`,
    levelTitle: (level) => `${group === null ? '' : title(group)} ${level}`.trim(),
    severalVariances: structureWords[structure].variances === 'different' || group !== null,
    brief:
      by === null
        ? `${shortName(structure, bands)} residuals within ${one}${over}${each}`
        : `a residual variance for each ${inText(by)}${each}`,
  };
}

/** `2.5 days`, or `2.5` where the time has no unit. */
function distanceText(lag: number, time: string, names: Names): string {
  const text = formatTick(Number(lag.toPrecision(3)));
  const unit = names.unit(time);
  if (unit === null) return `${text} of ${names.variable(time)}`;
  return `${text}${noBreak}${text === '1' ? unit : pluralUnit(unit)}`;
}

/** A plain word begins with a capital; any other name stays as it is. */
export function title(name: string): string {
  return plural(name) === null ? name : capitalise(name);
}
