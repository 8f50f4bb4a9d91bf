import { constrainedMinimum } from './constrainedMinimum.ts';
import { freeCoordinates } from './chart.ts';
import type { DevianceSurface } from './devianceSurface.ts';
import type { ProfiledParameter } from './followProfile.ts';
import { PathOfStates } from './pathOfStates.ts';
import type { ReducedProducts } from './reducedProducts.ts';
import type { Optimum } from './varianceProfile.ts';

/**
 * One coefficient, ready to be profiled: held at a value, its column's part goes to the outcome and the deviance of the
 * model without the column is minimised.
 *
 * @param surface of the reduced products
 * @param j position among the kept columns
 * @param estimate,se of the coefficient by maximum likelihood, in the units of the data
 */
export function coefficientProfile(
  surface: DevianceSurface,
  products: ReducedProducts,
  optimum: Optimum,
  j: number,
  estimate: number,
  se: number,
): { parameter: ProfiledParameter; valueOf: (t: number) => number } {
  const { origin, unit } = products.leaveOut(j);
  const start = (estimate - origin) / unit;
  const path = new PathOfStates(start, optimum.state, null);
  const free = freeCoordinates(surface.places.map(({ k }) => k));
  const parameter: ProfiledParameter = {
    estimate: { t: start, zeta: 0, slope: unit / se },
    limits: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    firstStep: se / unit,
    at: (t) => {
      products.hold(t);
      const minimum = constrainedMinimum(surface, path.candidates(t), () => free, 0);
      if (minimum === null) return null;
      path.add(t, minimum.state);
      const zeta = Math.sign(t - start) * Math.sqrt(Math.max(0, minimum.deviance - optimum.deviance));
      return { t, zeta, slope: slopeAt(surface, products, t) / (2 * zeta) };
    },
  };
  return { parameter, valueOf: (t) => origin + unit * t };
}

/** d deviance / dt = -2 q'V^-1 (residual) = 2 (t + q'Z b) / sigma^2, at the surface's last state. */
function slopeAt({ criterion, sigma2 }: DevianceSurface, products: ReducedProducts, t: number): number {
  const { b } = criterion.residuals();
  return (2 * (t + products.alongColumn(b, criterion.space.firstScalar))) / sigma2;
}
