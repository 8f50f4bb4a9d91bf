import { describe, expect, test } from 'vitest';
import { buildModelFrame } from '../../../../src-main/engine/frame/buildModelFrame.ts';
import { categorical, dataset, numeric, readData, spec } from './tables.ts';

const cake = readData('cake.csv', {
  recipe: ['A', 'B', 'C'],
  temperature: ['175', '185', '195', '205', '215', '225'],
  replicate: Array.from({ length: 15 }, (_, i) => String(i + 1)),
});
const six = dataset(
  numeric('y', [1, 2, 4, 8, 16, 32]),
  numeric('x', [0, 1, 2, 3, 4, 5]),
  numeric('w', [1, 1, 2, 2, 3, 3]),
  categorical('f', ['a', 'b', 'c', 'a', 'b', 'c']),
  categorical('g', ['u', 'u', 'v', 'v', 'w', 'w'], ['u', 'v', 'w'], 'id'),
);

describe('rows', () => {
  const holes = dataset(
    numeric('y', [1, null, 3, 4, 5, 6, 7, 8]),
    numeric('dose', [1, 2, 0, 4, 5, null, -1, 8]),
    categorical('f', ['a', 'b', 'only here', 'a', null, 'b', 'a', 'b']),
    numeric('w', [1, 1, 1, 1, 1, null, 1, 1]),
    numeric('o', [1, 2, 3, 4, 5, 6, 7, 8]),
    numeric('unused', [null, null, null, null, null, null, null, null]),
  );
  const frame = buildModelFrame(holes, spec('y ~ log(dose) + f', { weights: 'w', offset: 'o' }));

  test('are left out by choice, counted apart from those with missing values', () => {
    const chosen = spec('y ~ dose', {
      exclude: [
        [{ variable: 'f', level: 'a' }],
        [
          { variable: 'f', level: 'b' },
          { variable: 'o', level: '2' },
        ],
        [{ variable: 'dose', level: '1' }],
        [{ variable: 'f', level: 'gone' }],
      ],
    });
    const without = buildModelFrame(holes, chosen);
    expect([...without.rows]).toEqual([2, 4, 7]);
    expect(without.droppedRows).toEqual({
      total: 5,
      byVariable: [{ variable: 'dose', count: 1 }],
      excluded: [
        { text: 'f = a', count: 3 },
        { text: 'f = b, o = 2', count: 1 },
      ],
    });
    expect(without.notices.map(({ code, message }) => [code, message])).toEqual([
      [
        'dropped-rows',
        '5 of 8 rows left out by choice: f = a in 3; f = b, o = 2 in 1; because a value is missing or not finite: dose in 1.',
      ],
      ['nothing-excluded', 'Nothing is left out by f = gone: the data have no such row.'],
    ]);
    expect(() =>
      buildModelFrame(holes, spec('y ~ 1', { exclude: [[{ variable: 'F', level: 'a' }]] })),
    ).toThrow('no column “F”');
    const all = ['a', 'b', 'only here'].map((level) => [{ variable: 'f', level }]);
    expect(() => buildModelFrame(holes, spec('y ~ f', { exclude: all }))).toThrow(
      'None of the 8 rows is left; left out by choice',
    );
  });

  test('with a missing value or an infinite transformation are left out, counted per variable', () => {
    expect([...frame.rows]).toEqual([0, 3, 7]);
    expect([...frame.y]).toEqual([1, 4, 8]);
    expect([...(frame.weights ?? [])]).toEqual([1, 1, 1]);
    expect([...(frame.offset ?? [])]).toEqual([1, 4, 8]);
    expect(frame.droppedRows).toEqual({
      total: 5,
      byVariable: [
        { variable: 'y', count: 1 },
        { variable: 'dose', count: 1 },
        { variable: 'f', count: 1 },
        { variable: 'w', count: 1 },
        { variable: 'log(dose)', count: 2 },
      ],
    });
  });

  test('are explained by notices', () => {
    expect(frame.notices).toEqual([
      {
        code: 'dropped-rows',
        severity: 'info',
        message:
          '5 of 8 rows left out because a value is missing or not finite: ' +
          'y in 1, dose in 1, f in 1, w in 1, log(dose) in 2.',
      },
      {
        code: 'infinite-values',
        severity: 'caution',
        message:
          'log(dose) is not a finite number in 2 rows; the first is row 3, where it is -Inf (dose = 0). ' +
          'These rows are left out.',
      },
    ]);
  });

  test('take their unused levels with them', () => {
    const f = frame.columns.find((column) => column.name === 'f');
    expect(f).toMatchObject({ levels: ['a', 'b'], codes: Int32Array.of(0, 0, 1) });
    expect(frame.fixed.names).toEqual(['(Intercept)', 'log(dose)', 'fb']);
    expect(frame.columns.map((column) => column.name)).toEqual(['y', 'dose', 'f', 'w', 'o']);
  });

  test('are not copied where none is left out', () => {
    const whole = buildModelFrame(six, spec('y ~ x + f'));
    expect(whole.y).toBe(six.columns[0].kind === 'numeric' ? six.columns[0].values : null);
    expect(whole.columns).toEqual([six.columns[0], six.columns[1], six.columns[3]]);
    expect(whole.columns[2]).toBe(six.columns[3]);
    expect(whole.droppedRows).toEqual({ total: 0, byVariable: [] });
    expect(whole.notices).toEqual([]);
    expect(whole.weights).toBeNull();
    expect(whole.offset).toBeNull();
  });

  test('an infinite value of a plain column is named too', () => {
    const data = dataset(numeric('y', [1, 2, 3, Infinity]), numeric('x', [1, 2, 4, 5]));
    expect(buildModelFrame(data, spec('y ~ x')).notices.at(-1)?.message).toBe(
      'y is not a finite number in 1 row; the first is row 4, where it is Inf. These rows are left out.',
    );
  });
});

describe('fixed design', () => {
  test('has readable labels', () => {
    const labelsOf = (formula: string) => buildModelFrame(cake, spec(formula)).fixed.labels;
    expect(labelsOf('angle ~ recipe * temp')).toEqual([
      '(Intercept)',
      'recipe B',
      'recipe C',
      'temp',
      'recipe B × temp',
      'recipe C × temp',
    ]);
    expect(labelsOf('angle ~ I(temp^2) + recipe:I(temp - 200) + log(temp)')).toEqual([
      '(Intercept)',
      'temp^2',
      'log(temp)',
      'recipe A × (temp - 200)',
      'recipe B × (temp - 200)',
      'recipe C × (temp - 200)',
    ]);
    const odd = dataset(numeric('y', [1, 2, 4]), categorical('<b>`f`</b>', ['"p"', 'α', '数']));
    const { labels, names } = buildModelFrame(odd, spec('y ~ `<b>\\`f\\`</b>`')).fixed;
    expect(labels).toEqual(['(Intercept)', '<b>`f`</b> α', '<b>`f`</b> 数']);
    expect(names).toEqual(['(Intercept)', '`<b>\\`f\\`</b>`α', '`<b>\\`f\\`</b>`数']);
  });

  test('describes its terms', () => {
    const { terms } = buildModelFrame(cake, spec('angle ~ log(temp) * recipe')).fixed;
    expect(terms).toEqual([
      { name: 'log(temp)', factors: [], covariates: ['log(temp)'], order: 1, columns: [1] },
      { name: 'recipe', factors: ['recipe'], covariates: [], order: 1, columns: [2, 3] },
      { name: 'log(temp):recipe', factors: ['recipe'], covariates: ['log(temp)'], order: 2, columns: [4, 5] },
    ]);
  });

  test('has an over-parameterised form with an indicator for every combination', () => {
    const { fixed, n } = buildModelFrame(six, spec('y ~ f * x'));
    const { X, p, assign } = fixed.overparameterised();
    expect(p).toBe(8);
    expect([...assign]).toEqual([0, 1, 1, 1, 2, 3, 3, 3]);
    const row = (i: number) => Array.from({ length: p }, (_, j) => X[j * n + i]);
    expect(row(1)).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
    expect(row(3)).toEqual([1, 1, 0, 0, 3, 3, 0, 0]);
    const crossed = buildModelFrame(cake, spec('angle ~ 0 + recipe:temperature')).fixed.overparameterised();
    expect(crossed.p).toBe(18);
  });

  test('makes rows for other values, matching levels by text', () => {
    const { fixed } = buildModelFrame(six, spec('y ~ f * x + I(x^2)'));
    const rows = fixed.evaluate(
      [categorical('f', ['c', 'a', null, 'b'], ['c', 'b', 'a']), numeric('x', [10, 20, 30, null])],
      4,
    );
    const row = (i: number) => Array.from({ length: fixed.p }, (_, j) => rows[j * 4 + i]);
    expect(fixed.names).toEqual(['(Intercept)', 'fb', 'fc', 'x', 'I(x^2)', 'fb:x', 'fc:x']);
    expect(row(0)).toEqual([1, 0, 1, 10, 100, 0, 10]);
    expect(row(1)).toEqual([1, 0, 0, 20, 400, 0, 0]);
    expect(row(2)).toEqual([1, NaN, NaN, 30, 900, NaN, NaN]);
    expect(row(3)).toEqual([1, 1, 0, NaN, NaN, NaN, NaN]);
    expect(() => fixed.evaluate([categorical('f', ['z']), numeric('x', [1])], 1)).toThrow(
      expect.objectContaining({
        code: 'unknown-level',
        message: expect.stringContaining('“z” of f') as string,
      }),
    );
  });

  test('may have no column', () => {
    const { fixed } = buildModelFrame(six, spec('y ~ 0 + (1 | g)'));
    expect(fixed.p).toBe(0);
    expect(fixed.X).toHaveLength(0);
  });
});

describe('random designs', () => {
  test('combine columns whose combinations are too many for a table', () => {
    const n = 5000;
    const a = Array.from({ length: n }, (_, i) => i % 2500);
    const b = Array.from({ length: n }, (_, i) => (i % 2500) * 3);
    const data = dataset(
      numeric(
        'y',
        Array.from({ length: n }, (_, i) => i % 7),
      ),
      numeric('a', a),
      numeric('b', b),
    );
    const [{ levels, codes, group }] = buildModelFrame(data, spec('y ~ 1 + (1 | a:b)')).random;
    expect(group).toBe('a:b');
    expect(levels).toHaveLength(2500);
    expect(levels.slice(9, 12)).toEqual(['9:27', '10:30', '11:33']);
    expect(codes[2500 + 11]).toBe(11);
  });

  test('take numbers as levels in ascending order, as factor() does', () => {
    const data = dataset(numeric('y', [1, 2, 3, 4, 5, 7]), numeric('g', [10, -1, 100000, 10, -1, 100000]));
    const [{ levels, codes }] = buildModelFrame(data, spec('y ~ 1 + (1 | g)')).random;
    expect(levels).toEqual(['-1', '10', '1e+05']);
    expect([...codes]).toEqual([1, 0, 2, 1, 0, 2]);
  });

  test('make rows for other values', () => {
    const [term] = buildModelFrame(cake, spec('angle ~ temp + (log(temp) | replicate)')).random;
    expect([...term.evaluate([numeric('temp', [1, Math.E])], 2)]).toEqual([1, 1, 0, 1]);
  });
});

test('the formula is printed again', () => {
  const frame = buildModelFrame(six, spec('log( y )~x+(1|g)'));
  expect(frame.formula).toBe('log(y) ~ x + (1 | g)');
  expect(frame.response).toBe('log(y)');
});
