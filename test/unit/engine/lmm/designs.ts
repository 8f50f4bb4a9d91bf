import type { ModelFrame, RandomDesign } from '../../../../src-main/engine/frame/modelFrame.ts';

/** Deterministic uniform numbers in (0, 1) (mulberry32), so that a failure can be repeated. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

export interface Grouping {
  readonly group: string;
  readonly codes: readonly number[];
  /** Columns of the term, each of length n. */
  readonly columns: readonly (readonly number[])[];
}

/** A model frame made by hand: X by columns (the first is the intercept), random terms as given. */
export function handMadeFrame(
  y: readonly number[],
  X: readonly (readonly number[])[],
  groupings: readonly Grouping[],
  weights: readonly number[] | null = null,
): ModelFrame {
  const n = y.length;
  const random = groupings.map(({ group, codes, columns }): RandomDesign => {
    const nLevels = Math.max(...codes) + 1;
    return {
      group,
      levels: Array.from({ length: nLevels }, (_, l) => String(l)),
      codes: Int32Array.from(codes),
      names: columns.map((_, j) => (j === 0 ? '(Intercept)' : `x${j}`)),
      k: columns.length,
      Z: Float64Array.from(columns.flat()),
      evaluate: () => {
        throw new Error('not needed');
      },
    };
  });
  return {
    formula: 'y ~ by hand',
    response: 'y',
    n,
    rows: Int32Array.from(y, (_, i) => i),
    y: Float64Array.from(y),
    weights: weights === null ? null : Float64Array.from(weights),
    offset: null,
    residual: null,
    fixed: {
      intercept: true,
      n,
      p: X.length,
      X: Float64Array.from(X.flat()),
      names: X.map((_, j) => `b${j}`),
      labels: X.map((_, j) => `b${j}`),
      terms: [],
      assign: Int32Array.from(X, (_, j) => j),
      overparameterised: () => {
        throw new Error('not needed');
      },
      evaluate: () => {
        throw new Error('not needed');
      },
    },
    random,
    columns: [],
    droppedRows: { total: 0, byVariable: [] },
    notices: [],
  };
}

/** Designs that exercise every path of the factor: one block, nested, crossed, slopes, two terms on one grouping. */
export function designs(): { name: string; frame: ModelFrame }[] {
  const random = uniform(11);
  const n = 120;
  const rows = Array.from({ length: n }, (_, i) => i);
  const one = rows.map(() => 1);
  const x = rows.map(() => 4 * random() + 10);
  const z = rows.map(() => random() - 0.5);
  const school = rows.map((i) => i % 4);
  const classroom = rows.map((i) => (i % 4) * 3 + (Math.floor(i / 4) % 3));
  const pupil = rows.map((i) => classroom[i] * 3 + (Math.floor(i / 12) % 3));
  const rater = rows.map(() => Math.floor(7 * random()));
  const item = rows.map(() => Math.floor(17 * random()));
  const effect = (codes: readonly number[], sd: number): number[] => {
    const values = Array.from({ length: 40 }, () => sd * (random() + random() + random() - 1.5) * 2);
    return codes.map((code) => values[code]);
  };
  const parts = [
    effect(school, 1),
    effect(classroom, 0.7),
    effect(pupil, 1.3),
    effect(rater, 0.8),
    effect(item, 0.5),
  ];
  const y = rows.map(
    (i) => 3 + 0.5 * x[i] + parts.reduce((sum, part) => sum + part[i], 0) + 2 * (random() - 0.5),
  );
  const X = [one, x];
  const weights = rows.map(() => 0.5 + random());
  const intercept = (group: string, codes: readonly number[]): Grouping => ({ group, codes, columns: [one] });
  const slope = (group: string, codes: readonly number[]): Grouping => ({ group, codes, columns: [one, x] });
  return [
    { name: 'one grouping', frame: handMadeFrame(y, X, [intercept('pupil', pupil)]) },
    { name: 'a slope', frame: handMadeFrame(y, X, [slope('classroom', classroom)]) },
    {
      name: 'three slopes',
      frame: handMadeFrame(y, X, [{ group: 'rater', codes: rater, columns: [one, x, z] }]),
    },
    {
      name: 'two uncorrelated terms on one grouping',
      frame: handMadeFrame(y, X, [intercept('rater', rater), { group: 'rater', codes: rater, columns: [z] }]),
    },
    {
      name: 'three nested levels, slopes at two',
      frame: handMadeFrame(y, X, [
        intercept('pupil', pupil),
        slope('classroom', classroom),
        slope('school', school),
      ]),
    },
    {
      name: 'crossed, dense root',
      frame: handMadeFrame(y, X, [
        intercept('item', item),
        intercept('rater', rater),
        intercept('school', school),
      ]),
    },
    {
      name: 'crossed with slopes and weights',
      frame: handMadeFrame(
        y,
        X,
        [slope('item', item), slope('rater', rater), intercept('pupil', pupil)],
        weights,
      ),
    },
    {
      name: 'no fixed part',
      frame: handMadeFrame(y, [one], [slope('rater', rater), intercept('classroom', classroom)]),
    },
  ];
}
