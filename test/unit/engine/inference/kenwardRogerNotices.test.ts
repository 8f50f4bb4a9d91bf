import { expect, test } from 'vitest';
import { fit, referenceData, reorderRows } from '../../../helpers/datasets.ts';

const orthodont = referenceData('orthodont');
const seven = {
  ...reorderRows(
    orthodont,
    Array.from({ length: 7 * 4 }, (_, row) => row),
  ),
  nRows: 7 * 4,
};

/** Seven boys, with seven covariance parameters and a random intercept. */
function asked(df: 'kenward-roger' | 'kenward-roger-linear') {
  const residual = { structure: 'un_banded' as const, subject: ['Subject'], time: 'age' };
  return fit(seven, 'distance ~ age + (1 | Subject)', { df, residual });
}

test('an adjustment that leaves no variance is told, with the coefficients; without second derivatives there is one', () => {
  const { fixed, notices, converged } = asked('kenward-roger');
  expect(converged).toBe(true);
  expect(fixed.some(({ se }) => Number.isNaN(se))).toBe(true);
  const { message } = notices.find(({ code }) => code === 'kenward-roger-negative')!;
  expect(message).toContain('leaves no positive variance for (Intercept), age');
  const linear = asked('kenward-roger-linear');
  expect(linear.notices.map(({ code }) => code)).not.toContain('kenward-roger-negative');
  for (const { se } of linear.fixed) expect(se).toBeGreaterThan(0);
});
