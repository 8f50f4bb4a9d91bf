/**
 * Simulated models whose covariance matrices of random effects have less than full rank: optima on the boundary of
 * the parameters, most of them along a curved valley of the triangular factor. `node models.ts` prints them as JSON
 * for lme4.R.
 */
import { fileURLToPath } from 'node:url';
import { randomNumbers } from '../../../src-main/engine/numerics/random.ts';

export interface SimulatedModel {
  readonly seed: number;
  readonly formula: string;
  readonly values: Readonly<Record<string, readonly number[] | readonly string[]>>;
}

/** Of these, the last three have a regular optimum and few clusters. */
const SEEDS = [3, 7, 11, 17, 21, 29, 35, 44, 56, 71, 84, 89, 12, 58, 79];

/** Two to four correlated effects on one grouping, or on each of two crossed ones. */
function simulate(seed: number): SimulatedModel {
  const random = randomNumbers(seed);
  let drawn = 0;
  const normal = (): number => random.normal(0, drawn++);
  const between = (low: number, high: number): number =>
    low + Math.floor(random.uniform(1, drawn++) * (high - low + 1));
  const k = [2, 3, 3, 4, 2, 3][seed % 6];
  const crossed = seed % 6 >= 4;

  const effects = (levels: number, rank: number, factor: number[][]): number[][] =>
    Array.from({ length: levels }, () => {
      const b = new Array<number>(k).fill(0);
      for (let r = 0; r < rank; r++) {
        const e = normal();
        for (let j = 0; j < k; j++) b[j] += factor[r][j] * e;
      }
      return b;
    });
  const factorOf = (rank: number, size: number): number[][] =>
    Array.from({ length: rank }, () => Array.from({ length: k }, () => size * normal()));

  const y: number[] = [];
  const g: string[] = [];
  const h: string[] = [];
  const x: number[][] = Array.from({ length: k - 1 }, () => []);
  const addRow = (b: readonly number[], level: string, other: string): void => {
    let value = b[0] + normal();
    for (let j = 1; j < k; j++) {
      x[j - 1].push(normal());
      value += (0.3 + b[j]) * x[j - 1].at(-1)!;
    }
    y.push(value);
    g.push(level);
    h.push(other);
  };
  if (crossed) {
    const levels = [between(8, 16), between(6, 12)];
    const [a, b] = levels.map((count) => {
      const rank = between(0, k - 1);
      return effects(count, rank, factorOf(rank, 0.6));
    });
    a.forEach((left, i) => {
      b.forEach((right, j) => {
        addRow(
          left.map((value, c) => value + right[c]),
          `g${i}`,
          `h${j}`,
        );
      });
    });
  } else {
    const count = between(6, 24);
    const rows = between(k + 1, 10);
    const rank = between(0, k - 1);
    effects(count, rank, factorOf(rank, 0.7)).forEach((b, i) => {
      for (let row = 0; row < rows; row++) addRow(b, `g${i}`, '');
    });
  }
  const names = x.map((_, j) => `x${j + 1}`);
  const slopes = names.join(' + ');
  const covariates = Object.fromEntries(names.map((name, j) => [name, x[j]]));
  return crossed
    ? {
        seed,
        formula: `y ~ ${slopes} + (${slopes} | g) + (${slopes} | h)`,
        values: { y, g, h, ...covariates },
      }
    : { seed, formula: `y ~ ${slopes} + (${slopes} | g)`, values: { y, g, ...covariates } };
}

export function simulatedModels(): SimulatedModel[] {
  return SEEDS.map(simulate);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(JSON.stringify(simulatedModels()));
}
