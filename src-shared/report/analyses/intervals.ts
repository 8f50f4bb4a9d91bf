import type { Intervals } from '../../model/analyses/intervals.ts';
import type { Block } from '../../model/outputDocument.ts';
import { profilePlot } from '../plots/profile.ts';
import type { ReportContext } from '../reportContext.ts';

/**
 * The profiles of all parameters, where they were asked for. The intervals themselves stand in the tables of variance
 * components and coefficients.
 */
export function intervalBlocks(answer: Intervals, context: ReportContext): Block[] {
  const { chosen, profiles, intervals, quantile } = answer;
  if (chosen !== 'asked') return [];
  const plots = profiles.flatMap((curve, i) => profilePlot(curve, intervals[i], quantile, context) ?? []);
  if (plots.length === 0) return [];
  return [
    {
      kind: 'text',
      role: 'reading',
      text: [
        'Profiles: how much worse the model fits the further a parameter is from its estimate, with all others ' +
          'following. Where a curve is straight, the interval is as symmetric as Wald’s; bends show where that would mislead.',
      ],
    },
    { kind: 'plots', plots },
  ];
}
