import { expect, it } from 'vitest';
import { copyName, freeName } from '../../../src-main/store/modelNames.ts';

it('numbers models with the first free number', () => {
  expect(freeName([])).toBe('Model 1');
  expect(freeName(['Model 1', 'Model 3'])).toBe('Model 2');
});

it('counts copies on, also copies of copies', () => {
  expect(copyName('A', ['A'])).toBe('A (copy)');
  expect(copyName('A', ['A', 'A (copy)'])).toBe('A (copy 2)');
  expect(copyName('A (copy 2)', ['A', 'A (copy)', 'A (copy 2)'])).toBe('A (copy 3)');
});
