/** Browsers draw no element higher than some 16 to 33 million px; above this, the scroll bar is scaled. */
const maxHeight = 8_000_000;

/**
 * The vertical scroll of any number of rows. `offset` is the px from the top of the first row to the top of the
 * view; where the rows are higher than an element may be, the scroll bar's way stands for a longer one.
 */
export interface RowScroll {
  /** Height of the element that is scrolled. */
  readonly height: number;
  /** Largest offset. */
  readonly maxOffset: number;
  /** Offset per px of the scroll bar; 1 unless there are very many rows. */
  readonly scale: number;
}

export function rowScroll(nRows: number, rowHeight: number, viewHeight: number): RowScroll {
  const full = nRows * rowHeight;
  const height = Math.min(full, maxHeight);
  const maxOffset = Math.max(0, full - viewHeight);
  const way = height - viewHeight;
  return { height, maxOffset, scale: full > maxHeight && way > 0 ? maxOffset / way : 1 };
}

/** The nearest offset that shows a row whole. */
export function offsetShowing(offset: number, row: number, rowHeight: number, viewHeight: number): number {
  const top = row * rowHeight;
  if (top < offset) return top;
  // A view lower than a row shows the row's top.
  return Math.min(top, Math.max(offset, top + rowHeight - viewHeight));
}

/** Rows that a view shows, from the first to before the last. */
export function rowsInView(
  offset: number,
  rowHeight: number,
  viewHeight: number,
  nRows: number,
): [number, number] {
  const from = Math.min(nRows, Math.max(0, Math.floor(offset / rowHeight)));
  return [from, Math.min(nRows, Math.ceil((offset + viewHeight) / rowHeight))];
}
