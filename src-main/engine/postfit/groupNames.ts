import type { RandomDesign } from '../frame/modelFrame.ts';

/**
 * Names of the random terms as lme4's VarCorr prints them: the second term on the same grouping factor is
 * `Subject.1`, the third `Subject.2`.
 */
export function groupNames(random: readonly RandomDesign[]): string[] {
  return random.map(({ group }, t) => {
    const earlier = random.slice(0, t).filter((other) => other.group === group).length;
    return earlier === 0 ? group : `${group}.${earlier}`;
  });
}
