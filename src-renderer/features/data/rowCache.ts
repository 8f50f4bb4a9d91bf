import type { Cell } from '../../grid/clipboardText.ts';

/** Rows that are asked for and kept together. */
export const pageRows = 200;

/** Pages kept; at 100 columns some 2 million cells. */
const maxPages = 100;

/** A variable whose cells are wanted; its revision tells whether cells kept earlier are still true. */
export interface CachedVariable {
  readonly id: number;
  readonly revision: number;
}

/** Asks for rows `from` to `to` - 1 of variables, column by column in their order. */
export type LoadRows = (
  from: number,
  to: number,
  variableIds: readonly number[],
  signal: AbortSignal,
) => Promise<readonly (readonly Cell[])[]>;

interface KeptCells {
  readonly revision: number;
  readonly cells: readonly Cell[];
}

interface Load {
  readonly page: number;
  readonly wanted: ReadonlyMap<number, number>;
  readonly controller: AbortController;
}

/**
 * The cells around what a grid shows: asks for pages of rows that it does not hold, lets go of requests and pages
 * that are no longer near. Cells of an older revision are shown until the newer ones have come.
 */
export class RowCache {
  #load: LoadRows;
  #onChange: () => void;
  #onError: (error: unknown) => void;
  #nRows: number;
  /** Page -> variable -> cells; the page used last stands last. */
  #pages = new Map<number, Map<number, KeptCells>>();
  #loads = new Set<Load>();

  constructor(nRows: number, load: LoadRows, onChange: () => void, onError: (error: unknown) => void) {
    this.#nRows = nRows;
    this.#load = load;
    this.#onChange = onChange;
    this.#onError = onError;
  }

  /** Undefined where the cell is not here yet. */
  cell(row: number, variableId: number): Cell | undefined {
    return this.#pages.get(Math.floor(row / pageRows))?.get(variableId)?.cells[row % pageRows];
  }

  /** Sees to it that rows `from` to `to` - 1 of the variables come, and lets go of other requests. */
  want(from: number, to: number, variables: readonly CachedVariable[]): void {
    const first = Math.floor(Math.max(0, from) / pageRows);
    const last = Math.floor((Math.min(this.#nRows, to) - 1) / pageRows);
    for (const load of this.#loads) {
      if (load.page < first || load.page > last) this.#drop(load);
    }
    for (let page = first; page <= last; page++) {
      const lacking = variables.filter((variable) => !this.#isKept(page, variable));
      this.#touch(page);
      // One request a page: those under way end when a wider one replaces them.
      if (lacking.length > 0 && !this.#isUnderWay(page, lacking)) this.#start(page, lacking);
    }
  }

  /** Replaces one cell that is kept, until its page is read again. */
  put(row: number, variableId: number, value: Cell): void {
    const kept = this.#pages.get(Math.floor(row / pageRows));
    const column = kept?.get(variableId);
    if (kept === undefined || column === undefined) return;
    kept.set(variableId, { ...column, cells: column.cells.with(row % pageRows, value) });
  }

  close(): void {
    for (const load of this.#loads) this.#drop(load);
  }

  #isKept(page: number, { id, revision }: CachedVariable): boolean {
    return this.#pages.get(page)?.get(id)?.revision === revision;
  }

  #isUnderWay(page: number, variables: readonly CachedVariable[]): boolean {
    const loads = [...this.#loads].filter((load) => load.page === page);
    return variables.every(({ id, revision }) => loads.some((load) => load.wanted.get(id) === revision));
  }

  #start(page: number, variables: readonly CachedVariable[]): void {
    for (const load of this.#loads) {
      if (load.page === page) this.#drop(load);
    }
    const wanted = new Map(variables.map(({ id, revision }) => [id, revision]));
    const load = { page, wanted, controller: new AbortController() };
    this.#loads.add(load);
    const from = page * pageRows;
    const to = Math.min(this.#nRows, from + pageRows);
    this.#load(from, to, [...wanted.keys()], load.controller.signal)
      .then((columns) => {
        if (!this.#loads.delete(load)) return; // dropped while the answer was on its way
        this.#keep(load, columns);
        this.#onChange();
      })
      .catch((error: unknown) => {
        if (this.#loads.delete(load)) this.#onError(error);
      });
  }

  #keep({ page, wanted }: Load, columns: readonly (readonly Cell[])[]): void {
    const kept = this.#pages.get(page) ?? new Map<number, KeptCells>();
    [...wanted].forEach(([id, revision], i) => kept.set(id, { revision, cells: columns[i] }));
    this.#pages.set(page, kept);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= maxPages) break;
      this.#pages.delete(oldest);
    }
  }

  #touch(page: number): void {
    const kept = this.#pages.get(page);
    if (kept === undefined) return;
    this.#pages.delete(page);
    this.#pages.set(page, kept);
  }

  #drop(load: Load): void {
    this.#loads.delete(load);
    load.controller.abort();
  }
}
