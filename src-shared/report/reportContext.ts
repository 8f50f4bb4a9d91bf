import type { Answer } from '../model/analyses/index.ts';
import type { Intervals } from '../model/analyses/intervals.ts';
import type { FitResult } from '../model/fitResult.ts';
import type { DfMethod } from '../model/modelSpec.ts';
import { formatFixed, noBreak } from './numbers.ts';
import type { ReportOptions } from './reportOptions.ts';
import { makeGroupNames, type GroupNames } from './words/groups.ts';
import { makeNames, type Names } from './words/names.ts';

/** Findings after which nothing is left to judge uncertainty by. */
const nothingLeft = new Set(['perfect-fit', 'no-residual-df']);

/** Ways that come to the residual degrees of freedom where the only variance is that of the residuals. */
const estimatedDf = new Set<DfMethod>(['satterthwaite', 'kenward-roger', 'kenward-roger-linear']);

/** What every section of one report needs. */
export interface ReportContext {
  readonly result: FitResult;
  readonly options: ReportOptions;
  readonly names: Names;
  readonly groups: GroupNames;
  /** `95 %` */
  readonly level: string;
  /** Where the degrees of freedom come from; least squares has no others than the residual ones. */
  readonly dfMethod: DfMethod;
  /** Whether the fit leaves residual variation, without which coefficients and tests say nothing. */
  readonly judgeable: boolean;
  /** Intervals of all parameters, where they were asked for. */
  readonly intervals: Intervals | null;
}

export function makeContext(
  result: FitResult,
  options: ReportOptions,
  answers: readonly Answer[] = [],
): ReportContext {
  const names = makeNames(result, options);
  const percent = 100 * result.spec.level;
  const level = `${formatFixed(percent, Number.isInteger(Math.round(percent * 1e9) / 1e9) ? 0 : 1)}${noBreak}%`;
  return {
    result,
    options,
    names,
    groups: makeGroupNames(result, names),
    level,
    dfMethod: result.method === 'OLS' && estimatedDf.has(result.dfMethod) ? 'residual' : result.dfMethod,
    intervals: answers.find((answer) => answer.kind === 'intervals') ?? null,
    judgeable: !result.notices.some((notice) => nothingLeft.has(notice.code)),
  };
}
