import { expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../../src-shared/contract/encoding.ts';

function across(payload: unknown): unknown {
  const message = decodeMessage(encodeMessage({ kind: 'event', name: 'project', payload }));
  return message.kind === 'event' ? message.payload : null;
}

it.each([
  ['NaN', NaN],
  ['infinities', [Infinity, -Infinity]],
  ['negative zero', -0],
  ['undefined and null', { a: undefined, b: null }],
  ['doubles to the last digit', [0.1, Number.MIN_VALUE, Number.MAX_VALUE]],
  ['hostile text', ['</script>', '"\\`${x}`', 'Größe ß 变量 👩🏽‍🔬', '\u2028\ud800', 'x'.repeat(10_000)]],
  ['names of prototypes', JSON.parse('{"constructor": 1, "toString": [2]}')],
  ['typed arrays', [Float64Array.of(NaN, -0, Infinity), Int32Array.of(-1, 7), Uint8Array.of(0, 255)]],
  ['empty things', [[], {}, new Uint8Array(0), '']],
])('%s arrive as they were', (_name, value) => {
  expect(across(value)).toStrictEqual(value);
});

it('a view of a large buffer costs only its own bytes', () => {
  const piece = new Uint8Array(1_000_000).subarray(10, 20);
  const text = encodeMessage({ kind: 'result', id: 1, result: piece });
  expect(text.length).toBeLessThan(200);
  expect(across(piece)).toStrictEqual(new Uint8Array(10));
});

it('what is no data is refused at the sender', () => {
  expect(() => across(() => 1)).toThrow(/function/);
});

it.each([
  ['no encoding at all', 'hello'],
  ['nothing', ''],
  ['no record', '[null]'],
  ['another kind', '[{"kind":1,"id":2},"resign",1]'],
  ['no id', '[{"kind":1,"name":2},"request","app.start"]'],
  ['an id that is no number', '[{"kind":1,"id":2,"name":3},"request","1","app.start"]'],
  ['no name', '[{"kind":1,"id":2},"request",1]'],
  ['an error without its text', '[{"kind":1,"id":2,"failure":3},"error",1,{}]'],
  ['a prototype', '[{"__proto__":1},{"kind":2,"id":3},"cancel",1]'],
])('%s is no message', (_name, text) => {
  expect(() => decodeMessage(text)).toThrow();
});

it('a column may be called __proto__', () => {
  const columns = Object.fromEntries([
    ['__proto__', 'continuous'],
    ['constructor', 'nominal'],
  ]);
  const arrived = across({ columns }) as { columns: object };
  expect(Object.entries(arrived.columns)).toEqual(Object.entries(columns));
  expect(Object.getPrototypeOf(arrived.columns)).toBe(Object.prototype);
});
