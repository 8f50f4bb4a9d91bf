import type { ParameterCovariance } from '../../inference/vcovDerivatives.ts';
import type { Envelope } from '../../numerics/envelope.ts';
import { largestEigenvalue } from '../../numerics/lanczos.ts';
import { dot } from '../../numerics/vectors.ts';
import { DowndatedFactor } from './downdatedFactor.ts';
import type { SymmetricMatrix } from './symmetricMatrix.ts';

/** Ridges with which an inverse is tried: what the data do not determine then varies almost without limit. */
const RIDGES = [0, 1e-8];

/** Where the parameters stand in an envelope. */
export interface ParameterPlaces {
  readonly envelope: Envelope;
  /** Place of each parameter. */
  readonly place: Int32Array;
}

/**
 * B - U U' with B within an envelope and U of few columns: the parameters of the occasions of a long series bend with those
 * next to them only, and hang together through the fixed effects besides. Work and memory are those of the envelope and of U.
 * All numbers are kept in the order of the places.
 */
export class EnvelopeMatrix implements SymmetricMatrix {
  readonly size: number;
  private readonly places: ParameterPlaces;
  private readonly B: Float64Array;
  /** size x width, row by row. */
  private U: Float64Array;
  private width = 0;

  constructor(places: ParameterPlaces, B: Float64Array = new Float64Array(places.envelope.length)) {
    this.size = places.envelope.size;
    this.places = places;
    this.B = B;
    this.U = new Float64Array(0);
  }

  add(i: number, j: number, value: number): void {
    const { place, envelope } = this.places;
    const [row, column] = [Math.max(place[i], place[j]), Math.min(place[i], place[j])];
    if (column < envelope.first[row]) throw new Error('An entry outside the envelope.');
    this.B[envelope.diagonal[row] - row + column] += value;
  }

  subtractProducts(rows: readonly Float64Array[]): void {
    this.width = rows[0].length;
    this.U = new Float64Array(this.size * this.width);
    rows.forEach((row, j) => {
      this.U.set(row, this.places.place[j] * this.width);
    });
  }

  diagonal(): Float64Array {
    return this.byParameter(this.ownDiagonal());
  }

  private ownDiagonal(): Float64Array {
    const { B, U, width } = this;
    const { diagonal } = this.places.envelope;
    return Float64Array.from(diagonal, (at, i) => {
      const row = U.subarray(i * width, (i + 1) * width);
      return B[at] - dot(row, row);
    });
  }

  floored(floor: Float64Array): EnvelopeMatrix {
    const { diagonal } = this.places.envelope;
    const copy = new EnvelopeMatrix(this.places, this.B.slice());
    copy.U = this.U;
    copy.width = this.width;
    const least = this.byPlace(floor);
    this.ownDiagonal().forEach((value, i) => (copy.B[diagonal[i]] += Math.max(0, least[i] - value)));
    return copy;
  }

  solve(g: Float64Array, ridge: number): Float64Array | null {
    const scale = this.ownDiagonal().map((value) => 1 / Math.sqrt(Math.max(value, SMALLEST)));
    const factor = this.factor(scale, ridge);
    return factor === null ? null : this.solved(factor, scale, g);
  }

  smallestEigenvalue(): number {
    const diagonal = this.ownDiagonal().map(Math.abs);
    if (diagonal.some((value) => !(value > 0))) return 0;
    const scale = diagonal.map((value) => 1 / Math.sqrt(value));
    const factor = this.factor(scale, 0);
    if (factor !== null) return 1 / largestEigenvalue((x) => factor.solve(x), this.size);
    const negative = (x: Float64Array): Float64Array =>
      this.times(x.map((value, i) => value * scale[i])).map((value, i) => -value * scale[i]);
    return Math.min(0, -largestEigenvalue(negative, this.size));
  }

  /** Flat directions vary almost without limit; all is NaN where there are directions that bend down. */
  inverse(multiple: number): ParameterCovariance {
    const { envelope, place } = this.places;
    const scale = this.ownDiagonal().map((value) => 1 / Math.sqrt(Math.max(value, SMALLEST)));
    let factor: DowndatedFactor | null = null;
    for (const ridge of RIDGES) factor ??= this.factor(scale, ridge);
    let selected: Float64Array | null = null;
    const solved = (g: Float64Array): Float64Array =>
      factor === null ? g.map(() => Number.NaN) : this.solved(factor, scale, g).map((x) => multiple * x);
    const column = (j: number): Float64Array =>
      solved(Float64Array.from({ length: this.size }, (_, i) => (i === j ? 1 : 0)));
    return {
      form: (g) => dot(g, solved(g)),
      entry: (i, j) => {
        if (factor === null) return Number.NaN;
        const [row, col] = [Math.max(place[i], place[j]), Math.min(place[i], place[j])];
        if (col < envelope.first[row]) return column(j)[i];
        selected ??= factor.selectedInverse();
        return multiple * scale[row] * scale[col] * selected[envelope.diagonal[row] - row + col];
      },
      dense: () => {
        const out = new Float64Array(this.size ** 2);
        for (let j = 0; j < this.size; j++) out.set(column(j), j * this.size);
        return out;
      },
    };
  }

  dense(): Float64Array {
    const { size } = this;
    const out = new Float64Array(size * size);
    for (let j = 0; j < size; j++) {
      const unit = new Float64Array(size);
      unit[this.places.place[j]] = 1;
      out.set(this.byParameter(this.times(unit)), j * size);
    }
    return out;
  }

  /** Of the matrix with rows and columns times `scale`, and a ridge on its diagonal. */
  private factor(scale: Float64Array, ridge: number): DowndatedFactor | null {
    const { envelope } = this.places;
    const B = new Float64Array(envelope.length);
    let at = 0;
    for (let i = 0; i < this.size; i++) {
      for (let j = envelope.first[i]; j <= i; j++, at++) B[at] = this.B[at] * scale[i] * scale[j];
      B[at - 1] += ridge;
    }
    const U = new Float64Array(this.U.length);
    for (let i = 0, index = 0; i < this.size; i++) {
      for (let a = 0; a < this.width; a++, index++) U[index] = this.U[index] * scale[i];
    }
    return DowndatedFactor.of(envelope, B, U);
  }

  private solved(factor: DowndatedFactor, scale: Float64Array, g: Float64Array): Float64Array {
    const x = factor.solve(this.byPlace(g).map((value, i) => value * scale[i]));
    return this.byParameter(x.map((value, i) => value * scale[i]));
  }

  private times(x: Float64Array): Float64Array {
    const { size, B, U, width } = this;
    const { first } = this.places.envelope;
    const out = new Float64Array(size);
    let at = 0;
    for (let i = 0; i < size; i++) {
      for (let j = first[i]; j < i; j++, at++) {
        out[i] += B[at] * x[j];
        out[j] += B[at] * x[i];
      }
      out[i] += B[at++] * x[i];
    }
    const sums = new Float64Array(width);
    for (let i = 0; i < size; i++) for (let a = 0; a < width; a++) sums[a] += U[i * width + a] * x[i];
    for (let i = 0; i < size; i++) for (let a = 0; a < width; a++) out[i] -= U[i * width + a] * sums[a];
    return out;
  }

  private byPlace(x: Float64Array): Float64Array {
    const out = new Float64Array(this.size);
    this.places.place.forEach((to, j) => (out[to] = x[j]));
    return out;
  }

  private byParameter(x: Float64Array): Float64Array {
    return Float64Array.from(this.places.place, (from) => x[from]);
  }
}

/** Curvatures below this are none. */
const SMALLEST = 1e-300;
