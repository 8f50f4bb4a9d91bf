import type { AnovaRow, CoefficientRow } from '../../../src-shared/model/fitResult.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';

/**
 * What is to be said about a Kenward-Roger analysis: that a component at its limit was counted as estimated, which terms
 * have no F distribution, and which coefficients no adjusted variance.
 *
 * @param singular whether a component at its limit was counted
 */
export function kenwardRogerNotices(
  singular: boolean,
  anova: readonly AnovaRow[],
  fixed: readonly CoefficientRow[],
): Notice[] {
  const notices: Notice[] = [];
  if (singular) {
    notices.push({
      code: 'kenward-roger-singular',
      severity: 'info',
      message:
        'Kenward-Roger counts the component at its limit as one that was estimated: the degrees of freedom are those of a ' +
        'model with it. A model without it has more of them.',
    });
  }
  const without = fixed.filter(({ se }) => Number.isNaN(se));
  if (without.length > 0) {
    const terms = without.map(({ label }) => label).join(', ');
    notices.push({
      code: 'kenward-roger-negative',
      severity: 'caution',
      message:
        `Kenward-Roger's adjustment leaves no positive variance for ${terms}: the covariance parameters are too uncertain for it. ` +
        'Use Satterthwaite, or Kenward-Roger without second derivatives.',
    });
    return notices;
  }
  const undefinedTests = anova.filter(({ numDf, denDf }) => numDf > 0 && Number.isNaN(denDf));
  if (undefinedTests.length > 0) {
    const terms = undefinedTests.map(({ term }) => term).join(', ');
    notices.push({
      code: 'kenward-roger-undefined',
      severity: 'caution',
      message:
        `Kenward-Roger finds no F distribution for the test of ${terms}: there are too few clusters for so many coefficients at ` +
        'once. Use Satterthwaite for this test, or a predictor with fewer levels.',
    });
  }
  return notices;
}
