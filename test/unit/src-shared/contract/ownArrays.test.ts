import { expect, it } from 'vitest';
import { ownArrays } from '../../../../src-shared/contract/ownArrays.ts';

it('copies views of larger buffers and leaves the rest as it is', () => {
  const shared = new Float64Array([NaN, 1, -0, Infinity, 4]);
  const whole = new Int32Array([1, 2]);
  const value = {
    columns: [
      { name: 'x', values: shared.subarray(0, 2) },
      { name: 'z', values: shared.subarray(2, 4) },
      { name: 'g', codes: whole },
    ],
    levels: ['a', null, undefined, 1],
    nothing: null,
  };
  const owned = ownArrays(value);
  expect(owned).toEqual(value);
  const [x, z, g] = owned.columns;
  expect(x.values?.buffer.byteLength).toBe(16);
  expect(Object.is(z.values?.[0], -0)).toBe(true);
  expect(g.codes).toBe(whole);
  expect(owned.levels).toBe(value.levels);
  expect(value.columns[0].values?.buffer).toBe(shared.buffer); // the original is not changed
});

it('gives back the same object where every array owns its buffer', () => {
  const value = { a: [{ b: new Uint8Array([1]) }], c: { d: 'text' } };
  expect(ownArrays(value)).toBe(value);
});
