import { adjustmentsFor, namedContrasts } from '../../model/analyses/means.ts';
import type { MarginalMeans, Means, MeansQuestion, MeansRequest } from '../../model/analyses/means.ts';
import type { AnswerView } from '../../model/outputDocument.ts';
import type { ReportContext } from '../reportContext.ts';
import { adjustmentNames, comparisonNames, familiesOf, levelsName, meansOnly } from '../words/means.ts';

/** A reference is chosen from a list of so many at most. */
const maxReferences = 60;

/** Other ways to compare the same means: what with what, the reference, the adjustment. */
export function meansViews(table: MarginalMeans, { tables }: Means, { names }: ReportContext): AnswerView[] {
  const { request, factors, adjustment } = table;
  const { contrast, reference } = request;
  const [{ means, contrasts }] = familiesOf(table, names);
  const instead = (changes: Partial<MeansRequest>): MeansQuestion => {
    const changed = { ...request, ...changes };
    const requests = tables.map((other) => (other === table ? changed : other.request));
    return { kind: 'means', requests };
  };
  const choices = [...namedContrasts, null].map((other) => ({
    label: other === null ? meansOnly : comparisonNames[other],
    current: other === contrast,
    question: instead({ contrast: other, reference: undefined, adjust: null }),
  }));
  const nameOf = (at: number) => levelsName(factors, means[at].levels, names);
  const isReference = (levels: readonly string[]) => JSON.stringify(levels) === JSON.stringify(reference);
  const positions = [...means.keys()];
  const levelsAt = (at: number) => factors.map((factor) => means[at].levels[factor]);
  const at = reference === undefined ? 0 : positions.findIndex((one) => isReference(levelsAt(one)));
  return [
    {
      label:
        typeof contrast === 'string'
          ? comparisonNames[contrast]
          : contrast === null
            ? meansOnly
            : 'Own comparisons',
      about: 'What is compared',
      choices,
    },
    ...(contrast === 'trt.vs.ctrl1' && means.length <= maxReferences
      ? [
          {
            label: `Reference: ${nameOf(at)}`,
            about: 'What the others are compared with',
            choices: positions.map((other) => ({
              label: nameOf(other),
              current: other === at,
              question: instead({ reference: levelsAt(other) }),
            })),
          },
        ]
      : []),
    ...(contrasts.length > 1
      ? [
          {
            label: `Adjusted: ${adjustmentNames[adjustment.p]}`,
            about: 'How p values and limits are adjusted for several comparisons',
            choices: adjustmentsFor(contrast).map((adjust) => ({
              label: adjustmentNames[adjust],
              current: adjust === adjustment.p,
              question: instead({ adjust }),
            })),
          },
        ]
      : []),
  ];
}
