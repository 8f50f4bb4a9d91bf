import { parametersOf } from './covarianceStructure.ts';
import type { BaseStructure, CovarianceStructure, ShownParameter } from './covarianceStructure.ts';

/**
 * Covariance s_a s_b G_ab of a base matrix G with one SD for all occasions, or one for each. Parameters: log SDs, then
 * those of G.
 */
export function scaled(base: BaseStructure, T: number, heterogeneous: boolean): CovarianceStructure {
  const nSds = heterogeneous ? T : 1;
  /** How often the SD t is a factor of the entry (a, b). */
  const power = heterogeneous
    ? (t: number, a: number, b: number): number => (a === t ? 1 : 0) + (b === t ? 1 : 0)
    : (): number => 2;
  return {
    count: nSds + base.count,
    at(theta) {
      const sd = Float64Array.from({ length: nSds }, (_, t) => Math.exp(theta[t]));
      const G = base.at(theta.subarray(nSds));
      const scale = heterogeneous
        ? (a: number, b: number): number => sd[a] * sd[b]
        : (): number => sd[0] * sd[0];
      return {
        value: (a, b) => scale(a, b) * G.value(a, b),
        first(j, a, b) {
          if (j >= nSds) return scale(a, b) * G.first(j - nSds, a, b);
          const times = power(j, a, b);
          return times === 0 ? 0 : times * scale(a, b) * G.value(a, b);
        },
        second(i, j, a, b) {
          const before = i < nSds ? power(i, a, b) : 1;
          const after = j < nSds ? power(j, a, b) : 1;
          if (before === 0 || after === 0) return 0;
          const factor = before * after * scale(a, b);
          if (i < nSds) return factor * (j < nSds ? G.value(a, b) : G.first(j - nSds, a, b));
          return factor * (j < nSds ? G.first(i - nSds, a, b) : G.second(i - nSds, j - nSds, a, b));
        },
      };
    },
    parametersOf(occasions) {
      const sds = heterogeneous ? Array.from(occasions) : [0];
      return [...sds, ...parametersOf(base, occasions).map((j) => nSds + j)];
    },
    start(moments) {
      const own = base.startVariances?.(moments);
      const variance = own ? moments.variance.map((value, t) => value / own[t]) : moments.variance;
      const mean = variance.reduce((sum, value) => sum + value, 0) / variance.length;
      const sds = heterogeneous ? variance.map((value) => Math.log(value) / 2) : [Math.log(mean) / 2];
      return Float64Array.from([...sds, ...base.start(moments)]);
    },
    shown(names) {
      const variances = heterogeneous
        ? names.map((name, at) => ({ kind: 'variance' as const, name: `variance ${name}`, at }))
        : [{ kind: 'variance' as const, name: 'variance', at: 0 }];
      const own = base.shown(names).map((parameter) => behindSds(parameter, nSds));
      return [...variances, ...own];
    },
  };
}

/** A parameter of the base matrix where those of the SDs come first. */
function behindSds(parameter: ShownParameter, nSds: number): ShownParameter {
  if (parameter.kind === 'own') return { ...parameter, j: parameter.j + nSds };
  if (parameter.kind !== 'z') return parameter;
  return {
    ...parameter,
    of(theta) {
      const { value, first, second } = parameter.of(theta.subarray(nSds));
      return {
        value,
        first: (j) => (j < nSds ? 0 : first(j - nSds)),
        second: (i, j) => (i < nSds || j < nSds ? 0 : second(i - nSds, j - nSds)),
      };
    },
  };
}
