import { packedIndex, packedLength } from '../numerics/kernels/index.ts';
import type { Workspace } from '../numerics/kernels/index.ts';

/**
 * Sums of inner products of a few long vectors, by the kernels: the vectors come in chunks of columns, laid out as
 * panels of 4 for the rank update. Element p of column c is at offset[p] + 4 c of the workspace.
 */
export class Gram {
  readonly offset: Int32Array;
  private readonly panels: number;
  private readonly columns: number;
  private readonly values: number;
  private readonly sums: number;
  private readonly workspace: Workspace;

  /** @param columns of a chunk */
  constructor(workspace: Workspace, vectors: number, columns: number) {
    this.workspace = workspace;
    this.panels = (vectors + 3) >> 2;
    this.columns = columns;
    this.values = workspace.alloc(this.panels * 4 * columns);
    this.sums = workspace.alloc(packedLength(this.panels));
    this.offset = Int32Array.from(
      { length: vectors },
      (_, p) => this.values + (p >> 2) * 4 * columns + (p & 3),
    );
  }

  /** Back to sums of 0. */
  clear(): void {
    this.workspace.f64().fill(0, this.sums, this.sums + packedLength(this.panels));
  }

  /** Adds the products over the first `filled` columns of the chunk. */
  add(filled: number): void {
    const { workspace, panels, columns, values, sums } = this;
    const f = workspace.f64();
    for (let panel = 0; panel < panels; panel++) {
      const start = values + 4 * panel * columns;
      f.fill(0, start + 4 * filled, start + 4 * columns);
    }
    workspace.kernels.rankUpdate(sums, values, panels, columns);
  }

  /** The product of vectors p and q <= p. */
  product(p: number, q: number): number {
    return -this.workspace.f64()[this.sums + packedIndex(p, q)];
  }
}
