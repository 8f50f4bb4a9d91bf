import { expect, test } from 'vitest';
import { clipboardText } from '../../../../src-renderer/grid/clipboardText.ts';

test('rows are lines, cells stand between tabs, missing cells are empty', () => {
  expect(
    clipboardText([
      [1, null, 0.1],
      ['a', 'b', null],
    ]),
  ).toBe('1\ta\n\tb\n0.1\t');
});

test('numbers keep every digit', () => {
  expect(clipboardText([[0.1 + 0.2, 1e-7]])).toBe('0.30000000000000004\n1e-7');
});

test('texts that would break the table are quoted', () => {
  expect(clipboardText([['a\tb'], ['say "no"'], ['two\nlines'], ['<script>']])).toBe(
    '"a\tb"\t"say ""no"""\t"two\nlines"\t<script>',
  );
});
