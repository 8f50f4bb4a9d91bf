import type { ResidualStructure } from '../../model/residualStructures.ts';

/** A covariance structure of residuals in words. */
export interface StructureWords {
  /** As statisticians write it: `Unstructured (UN)`. */
  readonly name: string;
  /** For narrow places: `UN`. */
  readonly short: string;
  /** In plain words, one sentence without an end mark, about two occasions of one subject. */
  readonly plain: string;
  /** What a matrix of it looks like, for those who cannot see its picture. */
  readonly picture: string;
  /** What the likeness of two occasions depends on. */
  readonly by: 'nothing' | 'order' | 'distance';
  /** Whether each occasion has a variance of its own. */
  readonly variances: 'same' | 'different';
  /** Whether it is one of those that most analyses choose from. */
  readonly common: boolean;
  /** Whether it can be fitted to series of thousands of occasions. */
  readonly longSeries: boolean;
  /**
   * Number of parameters for one group.
   *
   * @param occasions number of different occasions (levels of the column, for `diag` by a column)
   * @param bands for `un_banded`: diagonals that are not zero, the main one included
   */
  readonly parameters: (occasions: number, bands?: number) => number;
}

/** What each structure says. */
export const structureWords: Readonly<Record<ResidualStructure, StructureWords>> = {
  iid: {
    name: 'Independent',
    short: 'iid',
    plain: 'Rows of the same unit have nothing further in common',
    picture: 'equal variances, no correlations',
    by: 'nothing',
    variances: 'same',
    common: true,
    longSeries: true,
    parameters: () => 1,
  },
  diag: {
    name: 'Diagonal (DIAG)',
    short: 'DIAG',
    plain: 'The spread differs; two occasions have nothing further in common',
    picture: 'unequal variances, no correlations',
    by: 'nothing',
    variances: 'different',
    common: true,
    longSeries: true,
    parameters: (occasions) => occasions,
  },
  cs: {
    name: 'Compound symmetry (CS)',
    short: 'CS',
    plain: 'Any two occasions are equally alike',
    picture: 'equal variances, all correlations equal',
    by: 'nothing',
    variances: 'same',
    common: true,
    longSeries: false,
    parameters: () => 2,
  },
  csh: {
    name: 'Heterogeneous compound symmetry (CSH)',
    short: 'CSH',
    plain: 'Any two occasions are equally alike',
    picture: 'unequal variances, all correlations equal',
    by: 'nothing',
    variances: 'different',
    common: true,
    longSeries: false,
    parameters: (occasions) => occasions + 1,
  },
  ar1: {
    name: 'First-order autoregressive, AR(1)',
    short: 'AR(1)',
    plain: 'Likeness fades by the same factor with each step',
    picture: 'equal variances, correlations that fade with the number of steps',
    by: 'order',
    variances: 'same',
    common: true,
    longSeries: true,
    parameters: () => 2,
  },
  arh1: {
    name: 'Heterogeneous autoregressive, ARH(1)',
    short: 'ARH(1)',
    plain: 'Likeness fades by the same factor with each step',
    picture: 'unequal variances, correlations that fade with the number of steps',
    by: 'order',
    variances: 'different',
    common: true,
    longSeries: true,
    parameters: (occasions) => occasions + 1,
  },
  car1: {
    name: 'Continuous-time autoregressive, CAR(1)',
    short: 'CAR(1)',
    plain: 'Likeness fades with the distance in time, however visits are spaced',
    picture: 'equal variances, correlations that fade with the distance in time',
    by: 'distance',
    variances: 'same',
    common: true,
    longSeries: true,
    parameters: () => 2,
  },
  sp_exp: {
    name: 'Spatial exponential, SP(EXP)',
    short: 'SP(EXP)',
    plain: 'As CAR(1), told by a range in time instead of a correlation',
    picture: 'equal variances, correlations that fade with the distance in time',
    by: 'distance',
    variances: 'same',
    common: false,
    longSeries: true,
    parameters: () => 2,
  },
  sp_gau: {
    name: 'Spatial Gaussian, SP(GAU)',
    short: 'SP(GAU)',
    plain: 'Likeness stays high at short distances and then fades quickly',
    picture: 'equal variances, correlations that fade slowly at first and then quickly with the distance',
    by: 'distance',
    variances: 'same',
    common: false,
    longSeries: false,
    parameters: () => 2,
  },
  arma11: {
    name: 'Autoregressive moving average, ARMA(1,1)',
    short: 'ARMA(1,1)',
    plain: 'As AR(1), after a drop at the first step',
    picture: 'equal variances, correlations that drop at the first step and then fade slowly',
    by: 'order',
    variances: 'same',
    common: false,
    longSeries: false,
    parameters: () => 3,
  },
  toep: {
    name: 'Toeplitz (TOEP)',
    short: 'TOEP',
    plain: 'Each number of steps between has its own likeness',
    picture: 'equal variances, one correlation for each number of steps',
    by: 'order',
    variances: 'same',
    common: true,
    longSeries: false,
    parameters: (occasions) => occasions,
  },
  toeph: {
    name: 'Heterogeneous Toeplitz (TOEPH)',
    short: 'TOEPH',
    plain: 'Each number of steps between has its own likeness',
    picture: 'unequal variances, one correlation for each number of steps',
    by: 'order',
    variances: 'different',
    common: true,
    longSeries: false,
    parameters: (occasions) => 2 * occasions - 1,
  },
  ante1: {
    name: 'Antedependence, ANTE(1)',
    short: 'ANTE(1)',
    plain: 'Each pair of neighbours has its own likeness, which passes on through them',
    picture: 'unequal variances, correlations that are products of those of the neighbours between',
    by: 'order',
    variances: 'different',
    common: true,
    longSeries: true,
    parameters: (occasions) => 2 * occasions - 1,
  },
  hf: {
    name: 'Huynh-Feldt (HF)',
    short: 'HF',
    plain: 'Differences between any two occasions have the same variance',
    picture: 'unequal variances, covariances the mean of two variances less a constant',
    by: 'nothing',
    variances: 'different',
    common: false,
    longSeries: false,
    parameters: (occasions) => occasions + 1,
  },
  fa1: {
    name: 'One factor, FA(1)',
    short: 'FA(1)',
    plain: 'One hidden quantity shows in all occasions, in some more than in others',
    picture:
      'unequal variances, correlations that are products of how much each occasion shows of one factor',
    by: 'nothing',
    variances: 'different',
    common: false,
    longSeries: false,
    parameters: (occasions) => 2 * occasions,
  },
  un_banded: {
    name: 'Banded unstructured, UN(q)',
    short: 'UN(q)',
    plain: 'Pairs few steps apart have their own likeness, others none',
    picture: 'unequal variances, free correlations near the diagonal, none further away',
    by: 'order',
    variances: 'different',
    common: false,
    longSeries: false,
    parameters: (occasions, bands = 1) => {
      const kept = Math.min(bands, occasions);
      return kept * occasions - (kept * (kept - 1)) / 2;
    },
  },
  un: {
    name: 'Unstructured (UN)',
    short: 'UN',
    plain: 'Each pair of occasions has its own likeness: nothing is assumed',
    picture: 'unequal variances, every correlation different',
    by: 'nothing',
    variances: 'different',
    common: true,
    longSeries: false,
    parameters: (occasions) => (occasions * (occasions + 1)) / 2,
  },
};

/** `UN(2)` for a banded structure, else its short name. */
export function shortName(structure: ResidualStructure, bands?: number): string {
  return structure === 'un_banded' && bands !== undefined ? `UN(${bands})` : structureWords[structure].short;
}
