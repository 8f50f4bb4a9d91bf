import type { ResidualCovariance } from '../../model/fitResult.ts';
import type { ReportContext } from '../reportContext.ts';
import { distanceWords, stepWords, type LagWords } from './lags.ts';
import { capitalise, shorten } from './lists.ts';
import { severalOf } from './modelClauses.ts';
import { plural } from './plural.ts';
import { inText, residualParts, subjectInText, type ResidualParts } from './residualClause.ts';
import { structureWords, shortName, type StructureWords } from './structures.ts';

/** A residual covariance and how its parts are called. */
export interface ResidualWords {
  readonly covariance: ResidualCovariance;
  readonly parts: ResidualParts;
  readonly structure: StructureWords;
  /** `Unstructured (UN)` */
  readonly name: string;
  /** `subject`, `child within school`; empty where every row is one of its own. */
  readonly one: string;
  /** `subjects` */
  readonly several: string;
  /** `visit`; `occasion` where the name of the column is no plain word. */
  readonly occasion: string;
  readonly occasions: string;
  /** An occasion by its name: `V01`, `visit 3` where that is a number. */
  readonly named: (occasion: string) => string;
  /** Two occasions: `V01 with V04`, `visits 1 and 4`. */
  readonly pair: (i: number, j: number) => string;
  readonly lags: LagWords;
  /** A level of the column that has parameters for each: `Arm Active`. */
  readonly levelTitle: (level: string) => string;
  /** Whether rows differ in their residual variance. */
  readonly severalVariances: boolean;
  /** ` over visit within Mare` */
  readonly where: string;
  /** `AR(1) residuals within Mare over visit` */
  readonly brief: string;
}

/** Longer names of occasions are shortened in sentences; the tables have them in full. */
const maxName = 32;

/** Null where residuals are independent with one variance. */
export function residualWords({ result, names }: ReportContext): ResidualWords | null {
  const { residualCovariance: covariance, spec } = result;
  if (covariance === undefined || spec.residual === undefined) return null;
  const parts = residualParts(spec.residual, names.variable);
  const { structure, time, group, by, bands } = parts;
  const one = subjectInText(parts.subject);
  const subjects = parts.subject.toReversed();
  // The name of the column may be a plain word where its label is none.
  const word = [time, spec.residual.time].find((name) => typeof name === 'string' && plural(name) !== null);
  const occasion = inText(word ?? 'occasion');
  const occasions = plural(occasion) ?? `${occasion}s`;
  const each = group === null ? '' : `, for each ${inText(group)}`;
  const over = time === null ? '' : ` over ${inText(time)}`;
  return {
    covariance,
    parts,
    structure: structureWords[structure],
    name: structureWords[structure].name.replace(
      structureWords[structure].short,
      shortName(structure, bands),
    ),
    one,
    several: subjects.length === 0 ? 'rows' : severalOf(subjects, subjects.length > 1),
    occasion,
    occasions,
    named: (name) => (isNumber(name) ? `${occasion} ${name}` : shorten(name, maxName)),
    pair: (i, j) => {
      const [a, b] = [covariance.occasions[i], covariance.occasions[j]];
      if (isNumber(a) && isNumber(b)) return `${occasions} ${a} and ${b}`;
      return `${shorten(a, maxName)} with ${shorten(b, maxName)}`;
    },
    lags:
      structureWords[structure].by === 'distance' && spec.residual.time !== undefined
        ? distanceWords(spec.residual.time, names)
        : stepWords(occasions),
    levelTitle: (level) => `${group === null ? '' : title(group)} ${level}`.trim(),
    severalVariances: structureWords[structure].variances === 'different' || group !== null,
    where: by === null ? `${over} within ${one}` : ` by ${inText(by)}`,
    brief:
      by === null
        ? `${shortName(structure, bands)} residuals within ${one}${over}${each}`
        : `a residual variance for each ${inText(by)}${each}`,
  };
}

function isNumber(text: string): boolean {
  return /^[-−]?\d[\d.,]*$/.test(text);
}

/** A plain word begins with a capital; any other name stays as it is. */
export function title(name: string): string {
  return plural(name) === null ? name : capitalise(name);
}
