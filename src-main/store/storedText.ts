import { DamagedContent } from './fileErrors.ts';

/** Understands something stored; what makes no sense was damaged, for only this program writes it. */
export function understand<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new DamagedContent('A stored text makes no sense.', { cause });
  }
}

/**
 * Makes records of rows. Of a file known to be damaged, those that cannot be read are left out; else the first
 * one is an error.
 */
export function readRecords<T>(rows: Iterable<unknown>, make: (row: never) => T, salvage: boolean): T[] {
  const records: T[] = [];
  try {
    for (const row of rows) {
      try {
        records.push(understand(() => make(row as never)));
      } catch (error) {
        if (!salvage) throw error;
      }
    }
  } catch (error) {
    // A broken page ends the table.
    if (!salvage) throw error;
  }
  return records;
}
