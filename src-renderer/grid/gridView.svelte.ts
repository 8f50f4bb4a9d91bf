import { columnAt, columnsInView, layOut, widthOf } from './columnLayout.ts';
import type { GridColumn } from './gridColumn.ts';
import { clamped, rangeBetween } from './position.ts';
import type { Extent, Position, Range } from './position.ts';
import { offsetShowing, rowScroll, rowsInView } from './rowScroll.ts';

/** What a grid is made of; read anew whenever it is drawn. */
export interface GridShape {
  readonly nRows: number;
  readonly columns: readonly GridColumn[];
  readonly headHeight: number;
}

/** Px; the style of Grid.svelte says the same. */
export const rowHeight = 28;

/** Columns drawn beside those in view, so that the focus can move to the head of the next one. */
const spare = 2;

/** Which part of a grid is seen, and which cells are selected. */
export class GridView {
  #shape: () => GridShape;
  element = $state.raw<HTMLElement | null>(null);
  /** Inner size of the element. */
  width = $state(0);
  height = $state(0);
  /** Px from the top of the first row to the top of the view; `left` likewise. */
  offset = $state(0);
  left = $state(0);
  active = $state.raw<Position>({ row: 0, column: 0 });
  /** The other end of the selected range. */
  anchor = $state.raw<Position>({ row: 0, column: 0 });

  readonly layout = $derived.by(() => layOut(this.#shape().columns.map(({ width }) => width)));
  /** Width of the column of row numbers. */
  readonly numbersWidth = $derived.by(() => 24 + 8 * String(this.#shape().nRows).length);
  readonly bodyHeight = $derived.by(() => Math.max(0, this.height - this.#shape().headHeight));
  readonly bodyWidth = $derived(Math.max(0, this.width - this.numbersWidth));
  readonly scroll = $derived.by(() => rowScroll(this.#shape().nRows, rowHeight, this.bodyHeight));
  readonly contentWidth = $derived(this.numbersWidth + widthOf(this.layout));
  readonly range = $derived<Range>(rangeBetween(this.anchor, this.active));
  readonly rows = $derived.by(() => rowsInView(this.offset, rowHeight, this.bodyHeight, this.#shape().nRows));
  readonly columns = $derived.by((): [number, number] => {
    const [from, to] = columnsInView(this.layout, this.left, this.bodyWidth);
    return [Math.max(0, from - spare), Math.min(this.#shape().columns.length, to + spare)];
  });

  constructor(shape: () => GridShape) {
    this.#shape = shape;
  }

  get extent(): Extent {
    const { nRows, columns } = this.#shape();
    return { nRows, nColumns: columns.length };
  }

  /** Rows that are seen whole at once. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.bodyHeight / rowHeight) - 1);
  }

  /** Selects a cell and shows it; `extend`: up to it from where the selection began. */
  select(position: Position, extend = false): void {
    this.active = clamped(position, this.extent);
    if (!extend) this.anchor = this.active;
    this.show(this.active);
  }

  /** Selects a cell of the column without leaving the rows in view. */
  enterColumn(column: number): void {
    const [from, to] = this.rows;
    const row = this.active.row >= from && this.active.row < to ? this.active.row : from;
    this.active = clamped({ row, column }, this.extent);
    this.anchor = this.active;
    this.showColumn(this.active.column);
  }

  /** Selects whole columns; `extend`: from where the selection began. */
  selectColumn(column: number, extend = false): void {
    this.anchor = { row: this.extent.nRows - 1, column: extend ? this.anchor.column : column };
    this.active = { row: 0, column };
  }

  /** Selects whole rows. */
  selectRow(row: number, extend = false): void {
    this.anchor = { row: extend ? this.anchor.row : row, column: this.extent.nColumns - 1 };
    this.active = { row, column: 0 };
  }

  selectAll(): void {
    this.active = { row: 0, column: 0 };
    this.anchor = clamped({ row: Infinity, column: Infinity }, this.extent);
  }

  /** Scrolls by the shortest way to where a cell is seen whole. */
  show({ row, column }: Position): void {
    this.scrollTo(offsetShowing(this.offset, row, rowHeight, this.bodyHeight));
    this.showColumn(column);
  }

  showColumn(column: number): void {
    const { edges } = this.layout;
    const from = edges[column];
    const to = edges[column + 1];
    if (from < this.left || to - from > this.bodyWidth) this.#setLeft(from);
    else if (to > this.left + this.bodyWidth) this.#setLeft(to - this.bodyWidth);
  }

  scrollTo(offset: number): void {
    this.offset = Math.max(0, Math.min(offset, this.scroll.maxOffset));
    if (this.element !== null) this.element.scrollTop = this.offset / this.scroll.scale;
  }

  /** The element was scrolled by its scroll bars, a wheel or a finger. */
  scrolled(): void {
    if (this.element === null) return;
    const { scrollTop, scrollLeft } = this.element;
    this.left = scrollLeft;
    // Where the scroll bar is scaled, a px of it is many rows: only a real move of it counts.
    if (Math.abs(scrollTop - this.offset / this.scroll.scale) >= 1) {
      this.offset = Math.min(scrollTop * this.scroll.scale, this.scroll.maxOffset);
    }
  }

  /** The cell at a place in the window, the nearest one outside the grid. */
  cellAt(clientX: number, clientY: number): Position {
    const { headHeight } = this.#shape();
    const box = this.element?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const x = clientX - box.left - this.numbersWidth + this.left;
    const y = clientY - box.top - headHeight + this.offset;
    return clamped({ row: Math.floor(y / rowHeight), column: columnAt(this.layout, x) }, this.extent);
  }

  #setLeft(left: number): void {
    this.left = Math.max(0, Math.min(left, widthOf(this.layout) - this.bodyWidth));
    if (this.element !== null) this.element.scrollLeft = this.left;
  }
}
