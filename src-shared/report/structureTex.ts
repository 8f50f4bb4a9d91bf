import type { ResidualSpec } from '../model/modelSpec.ts';
import { structureWords } from './words/structures.ts';

/** The covariance of two different occasions s and t of one subject; d is their distance in time. */
const covarianceTex: Readonly<Record<ResidualSpec['structure'], string>> = {
  diag: '0',
  cs: '\\rho\\sigma^2',
  csh: '\\rho\\sigma_s\\sigma_t',
  ar1: '\\rho^{|s-t|}\\sigma^2',
  arh1: '\\rho^{|s-t|}\\sigma_s\\sigma_t',
  car1: '\\rho^{d_{st}}\\sigma^2',
  sp_exp: 'e^{-d_{st}/\\theta}\\sigma^2',
  sp_gau: 'e^{-d_{st}^2/\\theta^2}\\sigma^2',
  arma11: '\\gamma\\rho^{|s-t|-1}\\sigma^2',
  toep: '\\rho_{|s-t|}\\sigma^2',
  toeph: '\\rho_{|s-t|}\\sigma_s\\sigma_t',
  ante1: '\\sigma_s\\sigma_t\\prod_{k=s}^{t-1}\\rho_k',
  hf: '\\tfrac{1}{2}(\\sigma_s^2+\\sigma_t^2)-\\lambda',
  fa1: '\\lambda_s\\lambda_t',
  un_banded: '\\sigma_{st}',
  un: '\\sigma_{st}',
};

/** The elements of the covariance matrix R of a subject's residuals: on the diagonal, and beside it. */
export function structureTex(structure: ResidualSpec['structure'], bands?: number): string {
  const diagonal =
    structure === 'fa1'
      ? '\\lambda_s^2 + \\delta_s'
      : structureWords[structure].variances === 'same'
        ? '\\sigma^2'
        : '\\sigma_s^2';
  const where = structure === 'un_banded' ? ` \\;(|s-t| < ${bands ?? 'q'})` : '';
  return `R_{ss} = ${diagonal},\\; R_{st} = ${covarianceTex[structure]}${where}`;
}
