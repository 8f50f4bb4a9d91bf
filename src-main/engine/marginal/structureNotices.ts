import type { Certificate } from '../../../src-shared/model/fitResult.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import { withCommonPart } from '../../../src-shared/model/residualKinds.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { symmetricEigen } from '../numerics/symmetricEigen.ts';
import type { MarginalFit } from './fitMarginal.ts';
import { MOST_WITH_EIGENVALUES, parametersAtLimit } from './parametersAtLimit.ts';

/** Smallest eigenvalue of the scaled Hessian below which other values fit equally well. */
const FLAT = 1e-6;
/** Smallest eigenvalue of the residual correlations below which they are singular. */
const SINGULAR = 1e-6;
/** Share of the largest residual variance below which one counts as zero. */
const NO_VARIANCE = 1e-8;

/** Whether the data can tell the parameters of the structure apart. */
export function unclearStructure(fit: MarginalFit, { smallestEigenvalue }: Certificate): Notice[] {
  const { design, structure, optimum } = fit;
  const { occasions, groups, spec } = design;
  const T = occasions.levels.length;
  const notices: Notice[] = parametersAtLimit(fit);
  if (smallestEigenvalue < FLAT) {
    notices.push({
      code: 'not-identified',
      severity: 'serious',
      message:
        'The data cannot tell the covariance parameters apart: other values of them fit equally well. Do not rely on the ' +
        'standard errors and tests; choose a structure with fewer parameters.',
    });
  }
  groups.levels.forEach((level, set) => {
    const entry = structure.at(optimum.theta.subarray(set * structure.count, (set + 1) * structure.count));
    const where = spec.group === undefined ? '' : ` (${spec.group} ${level})`;
    const variances = occasions.levels.map((_, t) => entry.value(t, t));
    const largest = variances.reduce((most, value) => Math.max(most, value), 0);
    const without = occasions.levels.filter((_, t) => !(variances[t] > NO_VARIANCE * largest));
    if (without.length > 0) {
      const column = spec.heterogeneousBy ?? spec.time;
      notices.push({
        code: 'zero-residual-variance',
        severity: 'serious',
        message:
          `The residual variance at ${column} ${without.join(', ')}${where} is estimated as 0: the rest of the model reproduces these rows ` +
          'exactly. Do not rely on the standard errors; choose a structure with one variance, or leave a random effect out.',
      });
      return;
    }
    if (T > MOST_WITH_EIGENVALUES) return;
    const R = new Float64Array(T * T);
    for (let b = 0; b < T; b++) {
      for (let a = 0; a < T; a++)
        R[b * T + a] = entry.value(a, b) / Math.sqrt(entry.value(a, a) * entry.value(b, b));
    }
    const { values, vectors } = symmetricEigen(R, T);
    const [smallest] = values;
    if (smallest > SINGULAR) return;
    if (smallest < -SINGULAR) {
      notices.push({
        code: 'indefinite-residuals',
        severity: 'serious',
        message:
          `The estimated residual covariance matrix${where} is none that residuals can have: only together with the random effects it gives ` +
          'a possible one. There are no scaled residuals. Leave the random effects of the subjects out, or choose a structure with fewer parameters.',
      });
      return;
    }
    notices.push({
      code: 'singular-residuals',
      severity: 'caution',
      message:
        `The residuals at ${spec.time} ${dependent(vectors, occasions.levels)}${where} are estimated to determine each other exactly: their ` +
        'correlations are at the limit of what is possible. Choose a structure with fewer parameters, or look for occasions that repeat each other.',
    });
  });
  return notices;
}

/** Part of an eigenvector of length 1 from which an occasion counts as one of those that depend on each other. */
const DEPENDENT = 0.1;

/** The occasions that the first eigenvector is about. */
function dependent(vectors: Float64Array, levels: readonly string[]): string {
  const found = levels.filter((_, t) => Math.abs(vectors[t]) > DEPENDENT);
  return `${found.slice(0, -1).join(', ')} and ${found.at(-1) ?? ''}`;
}

/** A random effect of the subject beside a structure that can say the same. */
export function competingParts({ random, residual }: ModelFrame): Notice[] {
  if (residual === null || !withCommonPart.has(residual.spec.structure)) return [];
  const any = residual.spec.structure === 'un';
  const own = random.find(
    ({ group, names }) => group === residual.subject && (any || names.includes('(Intercept)')),
  );
  if (own === undefined) return [];
  return [
    {
      code: 'competing-covariances',
      severity: 'serious',
      message:
        `The random effects of ${own.group} and the residual structure ${residual.spec.structure} describe the same thing, that rows of one ` +
        `${own.group} are alike: their parameters cannot be told apart. Leave one of the two out; a random intercept goes with ar1, car1 or diag.`,
    },
  ];
}
