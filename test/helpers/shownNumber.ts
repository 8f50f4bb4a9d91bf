import { expect } from 'vitest';

/**
 * Fails unless the text is the number rounded to the digits shown, as in `251.41`, `−1.5` or `1,765.9`.
 *
 * @param uncertain how far the number itself may be off
 */
export function expectShown(text: string, value: number, uncertain = 0): void {
  const plain = text.trim().replace('\u2212', '-').replaceAll(',', '');
  expect(plain, `a number that shows ${value}`).toMatch(/^-?\d+(\.\d+)?$/);
  const decimals = plain.split('.')[1]?.length ?? 0;
  // A computed value may differ from R's in the last digit that counts.
  expect(Math.abs(Number(plain) - value), `${text} shows ${value}`).toBeLessThanOrEqual(
    0.5 * 10 ** -decimals * (1 + 1e-3) + uncertain,
  );
}
