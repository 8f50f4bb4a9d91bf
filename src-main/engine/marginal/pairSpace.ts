/** Positions of the pairs a <= b of T occasions, and back. */
export class PairSpace {
  readonly T: number;
  readonly size: number;
  readonly first: Int32Array;
  readonly second: Int32Array;

  constructor(T: number) {
    this.T = T;
    this.size = (T * (T + 1)) / 2;
    this.first = new Int32Array(this.size);
    this.second = new Int32Array(this.size);
    let at = 0;
    for (let b = 0; b < T; b++) {
      for (let a = 0; a <= b; a++) {
        this.first[at] = a;
        this.second[at++] = b;
      }
    }
  }

  of(a: number, b: number): number {
    return a <= b ? (b * (b + 1)) / 2 + a : (a * (a + 1)) / 2 + b;
  }
}
