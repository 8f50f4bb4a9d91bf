import { expect, test } from 'vitest';
import { RowCache, pageRows } from '../../../../src-renderer/features/data/rowCache.ts';
import type { LoadRows } from '../../../../src-renderer/features/data/rowCache.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A back end whose cells are `row x variable`, and that remembers what it was asked. */
function backEnd(mark = '') {
  const asked: { from: number; to: number; ids: readonly number[]; signal: AbortSignal }[] = [];
  const load: LoadRows = (from, to, ids, signal) => {
    asked.push({ from, to, ids, signal });
    const rows = Array.from({ length: to - from }, (_, i) => from + i);
    return Promise.resolve(ids.map((id) => rows.map((row) => `${row}x${id}${mark}`)));
  };
  return { asked, load };
}

const nothing = () => undefined;
const variable = (id: number, revision = 1) => ({ id, revision });

test('cells come by pages and are asked for once', async () => {
  const { asked, load } = backEnd();
  let changes = 0;
  const cache = new RowCache(1000, load, () => changes++, nothing);
  cache.want(150, 250, [variable(1), variable(2)]);
  expect(cache.cell(150, 1)).toBeUndefined();
  await settled();
  expect(changes).toBe(2);
  expect(cache.cell(150, 1)).toBe('150x1');
  expect(cache.cell(249, 2)).toBe('249x2');
  cache.want(160, 260, [variable(1)]);
  expect(asked.map(({ from, to }) => [from, to])).toEqual([
    [0, pageRows],
    [pageRows, 2 * pageRows],
  ]);
});

test('the last page ends with the data', async () => {
  const { asked, load } = backEnd();
  const cache = new RowCache(pageRows + 5, load, nothing, nothing);
  cache.want(pageRows, pageRows + 50, [variable(1)]);
  await settled();
  expect(asked[0]).toMatchObject({ from: pageRows, to: pageRows + 5 });
  expect(cache.cell(pageRows + 4, 1)).toBe(`${pageRows + 4}x1`);
  expect(cache.cell(pageRows + 5, 1)).toBeUndefined();
});

test('only columns that are lacking or outdated are asked for, old cells stay until then', async () => {
  const { asked, load } = backEnd();
  const cache = new RowCache(100, load, nothing, nothing);
  cache.want(0, 10, [variable(1), variable(2)]);
  await settled();
  cache.want(0, 10, [variable(1), variable(2, 5), variable(3)]);
  expect(asked[1].ids).toEqual([2, 3]);
  expect(cache.cell(0, 2)).toBe('0x2');
  await settled();
  cache.want(0, 10, [variable(1), variable(2, 5), variable(3)]);
  expect(asked).toHaveLength(2);
});

test('an edited cell is shown at once', async () => {
  const { load } = backEnd();
  const cache = new RowCache(1000, load, nothing, nothing);
  cache.want(pageRows, pageRows + 10, [variable(1)]);
  await settled();
  cache.put(pageRows + 3, 1, null);
  expect(cache.cell(pageRows + 3, 1)).toBeNull();
  expect(cache.cell(pageRows + 4, 1)).toBe(`${pageRows + 4}x1`);
});

test('requests for rows scrolled past are let go of, and their answers are not kept', async () => {
  const { asked, load } = backEnd();
  const cache = new RowCache(100_000, load, nothing, nothing);
  cache.want(0, 10, [variable(1)]);
  cache.want(50_000, 50_010, [variable(1)]);
  expect(asked[0].signal.aborted).toBe(true);
  expect(asked[1].signal.aborted).toBe(false);
  await settled();
  expect(cache.cell(0, 1)).toBeUndefined();
  expect(cache.cell(50_000, 1)).toBe('50000x1');
});

test('pages not used for long are forgotten', async () => {
  const { load } = backEnd();
  const cache = new RowCache(1_000_000, load, nothing, nothing);
  for (let page = 0; page < 150; page++) {
    cache.want(page * pageRows, page * pageRows + 1, [variable(1)]);
    await settled();
    cache.want(0, 1, [variable(1)]); // the first page stays in use
    await settled();
  }
  expect(cache.cell(0, 1)).toBe('0x1');
  expect(cache.cell(pageRows, 1)).toBeUndefined();
  expect(cache.cell(149 * pageRows, 1)).toBe(`${149 * pageRows}x1`);
});

test('a failed request is told once and can be asked again', async () => {
  const errors: unknown[] = [];
  let calls = 0;
  const cache = new RowCache(
    100,
    (from, to) => {
      if (++calls === 1) return Promise.reject(new Error('gone'));
      return Promise.resolve([Array.from({ length: to - from }, () => 7)]);
    },
    nothing,
    (error) => errors.push(error),
  );
  cache.want(0, 10, [variable(1)]);
  await settled();
  expect(errors).toEqual([new Error('gone')]);
  cache.want(0, 10, [variable(1)]);
  await settled();
  expect(cache.cell(3, 1)).toBe(7);
});
