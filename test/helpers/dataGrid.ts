import type { Page } from '@playwright/test';

/** A missing cell says so to screen readers, below its dash. */
const read = (text: string) => text.trim().replace(/^–\n.*$/s, '–');

/** The texts of the cells of a row that are drawn, without its number; `row` from 1. */
export async function drawnRow(page: Page, row: number): Promise<string[]> {
  const cells = page.locator(`[role="row"][aria-rowindex="${row + 1}"] [role="gridcell"]`);
  await cells.first().waitFor();
  return (await cells.allInnerTexts()).map(read);
}

/** The cell that the keyboard is on: its text, and its row and column from 1. */
export async function activeCell(page: Page): Promise<{ text: string; row: number; column: number }> {
  const id = await page.getByRole('grid').getAttribute('aria-activedescendant');
  const cell = page.locator(`[id="${id ?? ''}"]`);
  return {
    text: read(await cell.innerText()),
    row: Number(await cell.locator('xpath=..').getAttribute('aria-rowindex')) - 1,
    column: Number(await cell.getAttribute('aria-colindex')) - 1,
  };
}
