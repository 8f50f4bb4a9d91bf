/** A column as a grid draws it. */
export interface GridColumn {
  readonly key: number | string;
  readonly name: string;
  /** In px. */
  readonly width: number;
  /** Numbers stand on the right, texts on the left. */
  readonly numeric: boolean;
}
