import { formatCount } from '../../../src-shared/report/numbers.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { ProjectState, VariableState } from '../../../src-shared/model/project.ts';
import { clipboardText } from '../../grid/clipboardText.ts';
import type { Cell } from '../../grid/clipboardText.ts';
import { sizeOf } from '../../grid/position.ts';
import type { Range } from '../../grid/position.ts';
import { session } from '../../state/session.svelte.ts';
import { RowCache } from './rowCache.ts';
import type { CachedVariable } from './rowCache.ts';

/** Rows and variables that one request may ask for. */
const maxRows = 1000;
const maxVariables = 200;

/** More cells than this are no longer text that another program takes in one go. */
const maxCopied = 1_000_000;

/** Rows asked for beyond those in view, on either side. */
const ahead = 100;

/** Ms that the view must rest before rows are asked for: fast scrolling asks for nothing in between. */
const rest = 25;

/** The values of the open project, as far as they are shown. */
export class DataRows {
  #version = $state(0);
  /** Why rows could not be had; '' = nothing wrong. */
  error = $state('');
  #cache: RowCache;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(nRows: number) {
    this.#cache = new RowCache(
      nRows,
      load,
      () => {
        this.error = '';
        this.#version++;
      },
      (error) => {
        this.error = error instanceof AppError ? `${error.message} ${error.hint}` : String(error);
      },
    );
  }

  cell(row: number, variable: VariableState): Cell | undefined {
    // Read again when rows have come.
    return this.#version >= 0 ? this.#cache.cell(row, variable.id) : undefined;
  }

  /** Tells what is in view. */
  want(from: number, to: number, variables: readonly CachedVariable[]): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#cache.want(from - ahead, to + ahead, variables);
    }, rest);
  }

  /** Writes a text into a cell and shows what became of it. Throws AppError where it cannot be read. */
  async edit(row: number, variable: VariableState, text: string): Promise<ProjectState> {
    const changed = await session.call('data.editCell', { variableId: variable.id, row, text });
    const rows = await session.call('data.rows', { from: row, to: row + 1, variableIds: [variable.id] });
    this.#cache.put(row, variable.id, rows.columns[0][0]);
    this.#version++;
    return changed;
  }

  /** Cells of a range as text for a spreadsheet. Throws AppError where there are too many. */
  async text(range: Range, variables: readonly VariableState[]): Promise<string> {
    const cells = sizeOf(range);
    if (cells > maxCopied) {
      throw new AppError(
        'too-many-cells',
        `${formatCount(cells)} cells are selected; at most ${formatCount(maxCopied)} can be copied.`,
        'Select fewer rows or columns.',
      );
    }
    const ids = variables.slice(range.fromColumn, range.toColumn + 1).map(({ id }) => id);
    const columns: Cell[][] = ids.map(() => []);
    const signal = new AbortController().signal;
    for (let from = range.fromRow; from <= range.toRow; from += maxRows) {
      const piece = await load(from, Math.min(from + maxRows, range.toRow + 1), ids, signal);
      piece.forEach((column, i) => columns[i].push(...column));
    }
    return clipboardText(columns);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#cache.close();
  }
}

async function load(
  from: number,
  to: number,
  variableIds: readonly number[],
  signal: AbortSignal,
): Promise<readonly (readonly Cell[])[]> {
  const pieces: (readonly Cell[])[] = [];
  for (let i = 0; i < variableIds.length; i += maxVariables) {
    const ids = variableIds.slice(i, i + maxVariables);
    const rows = await session.call('data.rows', { from, to, variableIds: ids }, { signal });
    pieces.push(...rows.columns);
  }
  return pieces;
}
