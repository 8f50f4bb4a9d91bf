import { denseCovariance } from '../../inference/denseCovariance.ts';
import type { ParameterCovariance } from '../../inference/vcovDerivatives.ts';
import { solveScaled } from '../../lmm/smallMatrices.ts';
import { scaledInverse } from '../../numerics/scaledInverse.ts';
import { symmetricEigen } from '../../numerics/symmetricEigen.ts';
import { dot } from '../../numerics/vectors.ts';
import type { SymmetricMatrix } from './symmetricMatrix.ts';

/** All entries, column-major. Its inverse leaves flat directions out (pseudo-inverse of the scaled matrix). */
export class DenseMatrix implements SymmetricMatrix {
  readonly size: number;
  private readonly entries: Float64Array;

  constructor(size: number, entries: Float64Array = new Float64Array(size * size)) {
    this.size = size;
    this.entries = entries;
  }

  diagonal(): Float64Array {
    return Float64Array.from({ length: this.size }, (_, i) => this.entries[i * this.size + i]);
  }

  add(i: number, j: number, value: number): void {
    const { size, entries } = this;
    entries[j * size + i] += value;
    if (i !== j) entries[i * size + j] += value;
  }

  subtractProducts(rows: readonly Float64Array[]): void {
    for (let j = 0; j < this.size; j++) for (let i = 0; i <= j; i++) this.add(i, j, -dot(rows[i], rows[j]));
  }

  floored(floor: Float64Array): DenseMatrix {
    const { size } = this;
    const entries = this.entries.slice();
    for (let i = 0; i < size; i++) entries[i * size + i] = Math.max(entries[i * size + i], floor[i]);
    return new DenseMatrix(size, entries);
  }

  solve(g: Float64Array, ridge: number): Float64Array | null {
    return solveScaled(this.entries, g, ridge);
  }

  smallestEigenvalue(): number {
    const { size, entries } = this;
    const diagonal = this.diagonal().map(Math.abs);
    if (diagonal.some((value) => !(value > 0))) return 0;
    const scaled = entries.map(
      (value, at) =>
        value / Math.sqrt(Math.max(diagonal[at % size] * diagonal[Math.floor(at / size)], 1e-300)),
    );
    return symmetricEigen(scaled, size).values[0];
  }

  inverse(factor: number): ParameterCovariance {
    return denseCovariance(scaledInverse(this.entries, this.size).map((value) => factor * value));
  }

  dense(): Float64Array {
    return this.entries;
  }
}
