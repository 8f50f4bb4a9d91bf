import { cooksCutOff, type Influence, type RefittedWithout } from '../../model/analyses/influence.ts';
import { formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { describeChange } from './outcomeScale.ts';

/** How the levels that were left out, and what changed without them, are called. */
export interface InfluenceWords {
  /** `Subject`, `Row` */
  readonly title: string;
  /** `Subject`, `row`: after "each". */
  readonly one: string;
  /** `subjects`, `rows` */
  readonly several: string;
  /** `Subject 308`, `row 17` */
  readonly name: (level: string) => string;
  /** `4/18 = 0.222` */
  readonly cutOff: string;
  readonly distance: (level: RefittedWithout) => string;
  /** A coefficient with its unit: `10.5 ms`; for a log outcome the factor. `se` tells the digits. */
  readonly value: (estimate: number, se: number) => string;
  /** The most changed coefficients, one line each. */
  readonly changes: (level: RefittedWithout) => readonly string[];
}

/** Lines in the note of a mark. */
const maxChanges = 3;

export function influenceWords(answer: Influence, context: ReportContext): InfluenceWords {
  const { groups, names } = context;
  const { group, coefficients, all, levels } = answer;
  const title = group === null ? 'Row' : groups.title(group);
  const one = group === null ? 'row' : title;
  const cutOff = cooksCutOff(answer);
  const distance = (value: number) => formatTo(value, cutOff, 3);
  const value = (estimate: number, se: number) =>
    describeChange({ estimate, se, lower: Number.NaN, upper: Number.NaN }, context).signed;
  return {
    title,
    one,
    several: group === null ? 'rows' : groups.several(group),
    name: (level) => `${one} ${level}`,
    cutOff: `4/${levels.length} = ${distance(cutOff)}`,
    distance: ({ cooksDistance }) => distance(cooksDistance),
    value,
    changes: (level) =>
      byChange(level)
        .slice(0, maxChanges)
        .map((j) => {
          const [before, after] = [all.estimate[j], level.estimate[j]].map((x) => value(x, all.se[j]));
          return `${names.coefficient(coefficients[j].term)}: ${before} with it, ${after} without`;
        }),
  };
}

/** Positions of the coefficients, the most changed (in standard errors) first. */
function byChange({ dfbetas }: RefittedWithout): number[] {
  return dfbetas.map((_, j) => j).sort((a, b) => Math.abs(dfbetas[b]) - Math.abs(dfbetas[a]));
}

/** The coefficient that changes most without a level; the intercept only where there is no other. */
export function mostChanged(level: RefittedWithout, { coefficients }: Influence): number {
  const order = byChange(level);
  return order.find((j) => coefficients[j].term !== '(Intercept)') ?? order[0];
}
