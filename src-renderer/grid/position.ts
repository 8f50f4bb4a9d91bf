/** A cell by its indices from 0. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, both ends included. */
export interface Range {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

export interface Extent {
  readonly nRows: number;
  readonly nColumns: number;
}

/** A key that moves, as a keyboard event tells it. */
export interface MoveKey {
  readonly key: string;
  readonly ctrl: boolean;
}

/** Where a key moves to; null for keys that do not move. `page`: rows that are seen at once. */
export function moved(from: Position, { key, ctrl }: MoveKey, extent: Extent, page: number): Position | null {
  const lastRow = extent.nRows - 1;
  const lastColumn = extent.nColumns - 1;
  const at = (row: number, column: number) => clamped({ row, column }, extent);
  switch (key) {
    case 'ArrowUp':
      return at(ctrl ? 0 : from.row - 1, from.column);
    case 'ArrowDown':
      return at(ctrl ? lastRow : from.row + 1, from.column);
    case 'ArrowLeft':
      return at(from.row, ctrl ? 0 : from.column - 1);
    case 'ArrowRight':
      return at(from.row, ctrl ? lastColumn : from.column + 1);
    case 'PageUp':
      return at(from.row - Math.max(1, page), from.column);
    case 'PageDown':
      return at(from.row + Math.max(1, page), from.column);
    case 'Home':
      return at(ctrl ? 0 : from.row, 0);
    case 'End':
      return at(ctrl ? lastRow : from.row, lastColumn);
    default:
      return null;
  }
}

/** The nearest cell that exists. */
export function clamped({ row, column }: Position, { nRows, nColumns }: Extent): Position {
  return {
    row: Math.max(0, Math.min(row, nRows - 1)),
    column: Math.max(0, Math.min(column, nColumns - 1)),
  };
}

export function rangeBetween(a: Position, b: Position): Range {
  return {
    fromRow: Math.min(a.row, b.row),
    toRow: Math.max(a.row, b.row),
    fromColumn: Math.min(a.column, b.column),
    toColumn: Math.max(a.column, b.column),
  };
}

export function isInside({ row, column }: Position, range: Range): boolean {
  return row >= range.fromRow && row <= range.toRow && column >= range.fromColumn && column <= range.toColumn;
}

export function sizeOf({ fromRow, toRow, fromColumn, toColumn }: Range): number {
  return (toRow - fromRow + 1) * (toColumn - fromColumn + 1);
}
