import type Database from 'better-sqlite3';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Column } from '../../src-shared/model/dataset.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { understand } from './storedText.ts';

/** The values of a variable, apart from its name and type. */
export type ColumnData =
  | Pick<Column & { kind: 'numeric' }, 'kind' | 'values'>
  | Pick<Column & { kind: 'categorical' }, 'kind' | 'codes' | 'levels'>;

/** Values per chunk: an edited cell rewrites one chunk, not its whole column. */
const chunkLength = 8192;

interface ChunkRow {
  readonly position: number;
  readonly crc: number;
  readonly bytes: Buffer;
}

/**
 * Columns of values: typed arrays in memory, read when first needed, and chunks of their bytes (little endian,
 * as on every machine that runs this program) in the file. What a transaction changes is seen by its own reads
 * at once, and by all others from `commit()` on. Arrays are never changed in place, so that whoever holds one
 * may keep it.
 */
export class ColumnStore {
  readonly #db: Database.Database;
  readonly #nRows: number;
  readonly #known = new Map<number, ColumnData>();
  readonly #changed = new Map<number, ColumnData | null>();

  constructor(db: Database.Database, nRows: number) {
    this.#db = db;
    this.#nRows = nRows;
  }

  read(id: number): ColumnData {
    const changed = this.#changed.get(id);
    if (changed !== undefined && changed !== null) return changed;
    let column = this.#known.get(id);
    if (column === undefined) {
      column = this.#load(id);
      this.#known.set(id, column);
    }
    return column;
  }

  insert(column: ColumnData): number {
    const levels = column.kind === 'numeric' ? null : JSON.stringify(column.levels);
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO value_column (kind, levels) VALUES (?, ?)')
      .run(column.kind, levels);
    const id = Number(lastInsertRowid);
    for (let position = 0; position * chunkLength < this.#nRows; position++) {
      this.#writeChunk(id, column, position);
    }
    this.#changed.set(id, column);
    return id;
  }

  /** @param value a number, or the code of a level */
  setCell(id: number, row: number, value: number): void {
    const column = this.read(id);
    const changed = withCell(column, row, value);
    this.#writeChunk(id, changed, Math.floor(row / chunkLength));
    this.#changed.set(id, changed);
  }

  /** Replaces the levels by longer or shorter ones; no code may lose its level. */
  setLevels(id: number, levels: readonly string[]): void {
    const column = this.read(id);
    if (column.kind === 'numeric') throw new Error('Numbers have no levels.');
    this.#db.prepare('UPDATE value_column SET levels = ? WHERE id = ?').run(JSON.stringify(levels), id);
    this.#changed.set(id, { ...column, levels });
  }

  delete(id: number): void {
    this.#db.prepare('DELETE FROM value_column WHERE id = ?').run(id);
    this.#changed.set(id, null);
  }

  /** The transaction is on disk. */
  commit(): void {
    for (const [id, column] of this.#changed) {
      if (column === null) this.#known.delete(id);
      else this.#known.set(id, column);
    }
    this.#changed.clear();
  }

  /** The transaction did not happen. */
  rollback(): void {
    this.#changed.clear();
  }

  #writeChunk(id: number, column: ColumnData, position: number): void {
    const array = column.kind === 'numeric' ? column.values : column.codes;
    const part = array.subarray(position * chunkLength, (position + 1) * chunkLength);
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    this.#db
      .prepare('INSERT OR REPLACE INTO chunk (column_id, position, crc, bytes) VALUES (?, ?, ?, ?)')
      .run(id, position, crc32(bytes), bytes);
  }

  #load(id: number): ColumnData {
    const row = this.#db.prepare('SELECT levels FROM value_column WHERE id = ?').get(id) as
      { levels: string | null } | undefined;
    if (row === undefined) throw unreadable();
    const size = row.levels === null ? 8 : 4;
    // A damaged number of rows must not ask for memory that nothing fills.
    const stored = this.#db
      .prepare('SELECT coalesce(sum(length(bytes)), 0) FROM chunk WHERE column_id = ?')
      .pluck()
      .get(id) as number;
    if (stored !== this.#nRows * size) throw unreadable();
    const bytes = new Uint8Array(this.#nRows * size);
    let filled = 0;
    const chunks = this.#db
      .prepare('SELECT position, crc, bytes FROM chunk WHERE column_id = ? ORDER BY position')
      .iterate(id) as IterableIterator<ChunkRow>;
    for (const chunk of chunks) {
      const start = chunk.position * chunkLength * size;
      if (start !== filled || start + chunk.bytes.length > bytes.length || crc32(chunk.bytes) !== chunk.crc) {
        throw unreadable();
      }
      bytes.set(chunk.bytes, start);
      filled += chunk.bytes.length;
    }
    if (filled !== bytes.length) throw unreadable();
    if (row.levels === null) return { kind: 'numeric', values: new Float64Array(bytes.buffer) };
    const { levels: text } = row;
    const levels = understand(() => z.array(z.string()).parse(JSON.parse(text)));
    return { kind: 'categorical', codes: new Int32Array(bytes.buffer), levels };
  }
}

function withCell(column: ColumnData, row: number, value: number): ColumnData {
  if (column.kind === 'numeric') {
    const values = column.values.slice();
    values[row] = value;
    return { kind: 'numeric', values };
  }
  const codes = column.codes.slice();
  codes[row] = value;
  return { kind: 'categorical', codes, levels: column.levels };
}

function unreadable(): AppError {
  return new AppError(
    'values-damaged',
    'A part of the project file is damaged: not all values can be read.',
    'Take a copy of the project from a backup, or import the data again.',
  );
}
