import type { CoefficientRow } from '../../model/fitResult.ts';
import type { ReportContext } from '../reportContext.ts';

/** Whether profile intervals were asked for; where they were not, intervals are Wald's and agree with the tests. */
export function profilesAskedFor({ intervals }: ReportContext): boolean {
  return intervals !== null && intervals.method === 'profile' && intervals.chosen === 'asked';
}

/** The coefficients with the intervals that the report shows: the table and the sentence above it tell the same. */
export function shownCoefficients(context: ReportContext): readonly CoefficientRow[] {
  const { result, intervals } = context;
  if (intervals === null || !profilesAskedFor(context)) return result.fixed;
  const profiles = new Map(
    intervals.intervals.flatMap(({ parameter, lower, upper }) =>
      parameter.kind === 'coefficient' ? [[parameter.name, { lower, upper }] as const] : [],
    ),
  );
  return result.fixed.map((row) => ({ ...row, ...profiles.get(row.term) }));
}
