import type { FitResult } from '../model/fitResult.ts';
import { formatFixed, noBreak } from './numbers.ts';
import type { ReportOptions } from './reportOptions.ts';
import { makeGroupNames, type GroupNames } from './words/groups.ts';
import { makeNames, type Names } from './words/names.ts';

/** What every section of one report needs. */
export interface ReportContext {
  readonly result: FitResult;
  readonly options: ReportOptions;
  readonly names: Names;
  readonly groups: GroupNames;
  /** `95 %` */
  readonly level: string;
}

export function makeContext(result: FitResult, options: ReportOptions): ReportContext {
  const names = makeNames(result, options);
  const percent = 100 * result.spec.level;
  const level = `${formatFixed(percent, Number.isInteger(Math.round(percent * 1e9) / 1e9) ? 0 : 1)}${noBreak}%`;
  return { result, options, names, groups: makeGroupNames(result, names), level };
}
