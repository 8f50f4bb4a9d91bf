import { readFileSync } from 'node:fs';

/** Compares one function with its rows in a table: all rows that it misses by more than the relative tolerance. */
type Misses = (name: string, f: (...args: number[]) => number, tolerance: number) => string[];

/**
 * Reads a table `function, arguments ..., value` with values to 20 digits (made by the Python script beside
 * it). Empty fields are arguments that a function does not have.
 */
export function highPrecisionTable(url: URL): Misses {
  const rows = readFileSync(url, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return (name, f, tolerance) => {
    const points = rows.filter((row) => row[0] === name);
    if (points.length === 0) throw new Error(`the table holds no ${name}`);
    return points.flatMap((row) => {
      const args = row.slice(1, -1).filter((field) => field !== '');
      const value = Number(row.at(-1));
      const got = f(...args.map(Number));
      const agrees = value === 0 ? got === 0 : Math.abs(got / value - 1) <= tolerance;
      return agrees ? [] : [`${name}(${args.join(', ')}) = ${got}, not ${value}`];
    });
  };
}
