/** Where columns of different widths lie beside each other. */
export interface ColumnLayout {
  /** Left edges in px, one more than there are columns: the last one is the whole width. */
  readonly edges: Float64Array;
}

export function layOut(widths: readonly number[]): ColumnLayout {
  const edges = new Float64Array(widths.length + 1);
  for (let i = 0; i < widths.length; i++) edges[i + 1] = edges[i] + widths[i];
  return { edges };
}

export function widthOf({ edges }: ColumnLayout): number {
  return edges[edges.length - 1];
}

/** The column at a distance from the left, the nearest one outside. */
export function columnAt({ edges }: ColumnLayout, x: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= x) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Columns that a view shows, from the first to before the last. */
export function columnsInView(layout: ColumnLayout, left: number, width: number): [number, number] {
  if (layout.edges.length < 2) return [0, 0];
  return [columnAt(layout, left), columnAt(layout, left + Math.max(0, width - 1)) + 1];
}
