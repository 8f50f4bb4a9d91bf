import { dot } from '../../numerics/vectors.ts';
import { DenseMatrix } from '../curvature/denseMatrix.ts';
import { fixedParts } from '../fixedParts.ts';
import type { MarginalDerivatives } from '../marginalCriterion.ts';
import { addCells, cellDerivatives } from './cellDerivatives.ts';
import { addCluster } from './clusterDerivatives.ts';
import type { WoodburyModel, WoodburyPoint } from './evaluate.ts';
import { addReductions } from './expectedReductions.ts';

/**
 * The exact derivatives of the criterion. In each cluster, with H_i = Z'K R_i K Z and h_i = Z'K R_i K E for parameters of R,
 * U = I - M G, S = Z'V^-1 Z = G U, P = Z'V^-1 [Q y] = Z'K E, and dD of random parameters:
 *
 *     Z'V^-1 V_i V^-1 Z = U'H_i U or S dD S,   Z'V^-1 V_i V^-1 [Q y] = U'h_i or S dD P,
 *
 * and every trace of the Hessian is one of these with another dD, or with M: see `addCluster`. What concerns R alone is a sum
 * over cells: see `addCells`.
 */
export function woodburyDerivatives(model: WoodburyModel, point: WoodburyPoint): MarginalDerivatives {
  const { source, structure, nSets, designs, random, reml } = model;
  const { width } = source;
  const { clusters, cells, cellFrom } = designs;
  const count = structure.count * nSets + random.length;
  const { Psi, Phi, u } = point.solved;
  const r = width - 1;
  const gradient = new Float64Array(count);
  const hessian = new DenseMatrix(count);
  const expected = new DenseMatrix(count);
  const forms = Array.from({ length: count }, () => new Float64Array(width * width));
  const slopes = cellDerivatives(designs, structure, point);
  const Sigma = new Float64Array(cellFrom[cells.length]);
  const occurrences = new Int32Array(cells.length);
  clusters.forEach((cluster, at) => {
    for (const cell of cluster.pieceCell) occurrences[cell] += cluster.pattern.starts.length;
    addCluster(model, point, at, slopes, Sigma, { gradient, hessian, expected, forms });
  });
  addCells(designs, structure, point, slopes, occurrences, Sigma, { gradient, hessian, expected });
  const A = forms.map((form) => {
    const out = new Float64Array(r * r);
    for (let j = 0; j < r; j++) for (let i = 0; i < r; i++) out[j * r + i] = form[j * width + i];
    return out;
  });
  const c = forms.map((form) =>
    Float64Array.from({ length: r }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += form[j * width + i] * u[j];
      return sum;
    }),
  );
  // By ML Psi has nothing of Phi.
  forms.forEach((form, j) => {
    if (j >= nSets * structure.count) gradient[j] -= dot(form, Psi);
  });
  hessian.subtractProducts(fixedParts(A, c, Phi, reml));
  let reduced: DenseMatrix | null = null;
  return {
    gradient,
    hessian,
    A,
    /** Asked for where a Newton step fails only: the part that is no sum over the pieces of a series is left until then. */
    get expected() {
      if (reduced === null) {
        reduced = expected;
        addReductions(model, point, slopes, reduced);
      }
      return reduced;
    },
  };
}
