import { numberText } from '../../../src-shared/formula/numberText.ts';
import { inDistance } from '../../../src-shared/model/residualKinds.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { MarginalFit } from './fitMarginal.ts';
import type { EntryFunctions } from './structures/covarianceStructure.ts';

/** Correlation at the shortest distance below which there is none. */
const NO_CORRELATION = 1e-6;
/** Share of an occasion's variance below which its own part counts as zero. */
const NO_OWN_VARIANCE = 1e-8;
/** Distance from 1 within which correlations and parameters like them are at their limit. */
const AT_ONE = 1e-6;

/** Occasions up to which the eigenvalues of the whole matrix are looked at. */
export const MOST_WITH_EIGENVALUES = 60;

/** Codes of the findings about parameters of a structure at the limit of what they can be. */
export const limitCodes: ReadonlySet<string> = new Set([
  'no-correlation',
  'zero-own-variance',
  'arma-at-limit',
  'zero-residual-variance',
  'singular-residuals',
  'indefinite-residuals',
]);

/** What is to be said of a structure whose single parameters ended at the limit of what they can be, set by set. */
export function parametersAtLimit(fit: MarginalFit): Notice[] {
  const { design, structure, optimum } = fit;
  const { groups, spec } = design;
  return groups.levels.flatMap((level, set): Notice[] => {
    const theta = optimum.theta.subarray(set * structure.count, (set + 1) * structure.count);
    const entry = structure.at(theta);
    const where = spec.group === undefined ? '' : ` (${spec.group} ${level})`;
    if (inDistance.has(spec.structure)) return byDistance(fit, set, entry, where);
    if (spec.structure === 'fa1') return ownVariances(fit, theta, entry, where);
    if (spec.structure === 'arma11') return movingAverage(fit, theta, where);
    return neighbours(fit, set, entry, where);
  });
}

function caution(code: string, message: string): Notice[] {
  return [{ code, severity: 'caution', message }];
}

/** Occasions that follow each other in some subject of a set. */
function* followers({ source }: MarginalFit, set: number): Generator<readonly [number, number]> {
  for (const { parts } of source.patterns) {
    for (const { group, occasions } of parts) {
      for (let t = 1; group === set && t < occasions.length; t++) yield [occasions[t - 1], occasions[t]];
    }
  }
}

function byDistance(fit: MarginalFit, set: number, entry: EntryFunctions, where: string): Notice[] {
  const { times, spec, subject } = fit.design;
  let nearest: readonly [number, number] | null = null;
  const distance = ([a, b]: readonly [number, number]): number => times[b] - times[a];
  for (const pair of followers(fit, set))
    if (nearest === null || distance(pair) < distance(nearest)) nearest = pair;
  if (nearest === null || correlation(entry, ...nearest) > NO_CORRELATION)
    return neighbours(fit, set, entry, where);
  const beyond = fit.frame.random.length > 0 ? ' beyond the random effects' : '';
  const parameter = spec.structure === 'car1' ? 'The correlation at distance 1' : 'The range';
  return caution(
    'no-correlation',
    `${parameter}${where} is estimated at its limit, 0: even ${numberText(distance(nearest))} apart in ${spec.time}, the shortest distance, ` +
      `rows of one ${subject} are not positively correlated${beyond}. The fit is that of independent residuals. Leave the structure out, or ` +
      'choose ar1 or toep, whose correlations can be negative.',
  );
}

function ownVariances(
  { design }: MarginalFit,
  theta: Float64Array,
  entry: EntryFunctions,
  where: string,
): Notice[] {
  const { levels } = design.occasions;
  const T = levels.length;
  const without = levels.filter((_, t) => Math.exp(2 * theta[T + t]) < NO_OWN_VARIANCE * entry.value(t, t));
  if (without.length === 0) return [];
  return caution(
    'zero-own-variance',
    `The own variance at ${design.spec.time} ${without.join(', ')}${where} is estimated as 0, its limit (a Heywood case): these residuals are the ` +
      'common factor itself. The loadings can hardly be interpreted. Choose cs, csh or un, or report the limit.',
  );
}

function movingAverage({ design, structure }: MarginalFit, theta: Float64Array, where: string): Notice[] {
  const { time } = design.spec;
  const [phi, average] = structure.shown(design.occasions.levels).flatMap((parameter) => {
    if (parameter.kind === 'own') return [parameter.value(theta[parameter.j])];
    return parameter.kind === 'z' ? [Math.tanh(parameter.of(theta).value)] : [];
  });
  const limit = (value: number): string => (value > 0 ? '1' : '-1');
  if (Math.abs(phi) > 1 - AT_ONE) {
    return caution(
      'arma-at-limit',
      `The autoregressive parameter${where} is estimated at its limit, ${limit(phi)}: the correlation does not fall with the lag in ${time}. ` +
        (phi > 0 ? 'The structure cs says the same with one parameter less.' : 'Choose toep or un.'),
    );
  }
  if (Math.abs(average) < 1 - AT_ONE) return [];
  return caution(
    'arma-at-limit',
    `The moving-average parameter${where} is estimated at its limit, ${limit(average)}: the correlation at lag 1 would have to be ` +
      `${average > 0 ? 'larger' : 'smaller'} than the structure arma11 allows. Choose toep, which has a correlation for each lag of ${time}, or un.`,
  );
}

/** Correlations of +-1 between neighbours, in series too long for eigenvalues. */
function neighbours(fit: MarginalFit, set: number, entry: EntryFunctions, where: string): Notice[] {
  const { occasions, spec } = fit.design;
  if (occasions.levels.length <= MOST_WITH_EIGENVALUES) return [];
  for (const [a, b] of followers(fit, set)) {
    const r = correlation(entry, a, b);
    if (Math.abs(r) < 1 - AT_ONE) continue;
    return caution(
      'singular-residuals',
      `The correlation of the residuals at ${spec.time} ${occasions.levels[a]} and ${occasions.levels[b]}${where} is estimated at its limit, ` +
        `${r > 0 ? '1' : '-1'}: one determines the other. Choose a structure with fewer parameters, or look for rows that repeat each other.`,
    );
  }
  return [];
}

function correlation(entry: EntryFunctions, a: number, b: number): number {
  return entry.value(a, b) / Math.sqrt(entry.value(a, a) * entry.value(b, b));
}
