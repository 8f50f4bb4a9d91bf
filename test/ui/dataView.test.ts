import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, onTestFinished, test } from 'vitest';
import { createProjectFile } from '../../src-main/store/createProject.ts';
import { activeCell, drawnRow } from '../helpers/dataGrid.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram, type WindowOptions } from '../helpers/window.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'nestwise-data-'));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

/** The data of a small table, opened. */
async function small(options: WindowOptions = {}): Promise<Page> {
  const path = join(folder(), 'small.csv');
  const lines = Array.from(
    { length: 20 },
    (_, i) => `${i + 0.5},${['low', 'high', 'middle'][i % 3]},s${i % 4}`,
  );
  writeFileSync(path, ['Score,Dose,Site', ...lines].join('\n'));
  const { page } = await openProgram({ args: [path], ...options });
  await page.getByRole('button', { name: 'Open data' }).click();
  await page.getByRole('button', { name: 'Build a model' }).waitFor();
  await drawnRow(page, 1);
  await page.getByRole('grid').focus();
  return page;
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const row = (page: Page, number: number) => expect.poll(() => drawnRow(page, number));

test('100,000 rows of 100 variables are walked to the end by keyboard', async () => {
  const nRows = 100_000;
  const columns = Array.from({ length: 100 }, (_, j) => ({
    kind: 'numeric' as const,
    name: `v${j + 1}`,
    type: 'continuous' as const,
    values: Float64Array.from({ length: nRows }, (_, i) => i + 1 + (j + 1) / 1000),
  }));
  const path = join(folder(), 'large.nestwise');
  await createProjectFile(path, { name: 'Large', dataset: { name: 'large', nRows, columns } });
  const { page } = await openProgram({ args: [path] });
  const grid = page.getByRole('grid');
  await drawnRow(page, 1);
  expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
  expect(await grid.getAttribute('aria-colcount')).toBe('101');

  await grid.focus();
  await press(page, 'Control+End');
  await expect.poll(() => activeCell(page)).toEqual({ text: '100000.1', row: 100_000, column: 100 });
  // Only what is seen is in the page.
  expect(await page.getByRole('gridcell').count()).toBeLessThan(1000);
  await press(page, 'PageUp', 'Home', 'ArrowRight');
  await expect
    .poll(() => activeCell(page).then(({ row, column, text }) => [column, text === `${row}.002`]))
    .toEqual([2, true]);
  await press(page, 'Control+Home', ...Array<string>(40).fill('PageDown'));
  const { row: far } = await activeCell(page);
  expect(far).toBeGreaterThan(500);
  await expect.poll(() => activeCell(page).then(({ text }) => text)).toBe(`${far}.001`);

  // The list and the grid go together.
  await page.getByRole('option', { name: /^#?\s*v77 / }).click();
  await page.getByRole('columnheader', { name: 'v77' }).waitFor();
  await page.getByPlaceholder('Go to row').fill('54321');
  await press(page, 'Enter');
  await expect.poll(() => activeCell(page)).toEqual({ text: '54321.077', row: 54_321, column: 77 });
  await page
    .getByRole('region', { name: 'The selected variable' })
    .getByRole('heading', { name: 'v77' })
    .waitFor();
});

test('cells are edited by keyboard; what cannot be read is told at the cell', async () => {
  const page = await small();
  await page.keyboard.type('abc');
  await press(page, 'Enter');
  await page.getByRole('alert').getByText('“abc” is not a number').waitFor();
  await press(page, 'ControlOrMeta+A');
  await page.keyboard.type('77');
  await press(page, 'Tab');
  await row(page, 1).toEqual(['77', 'low', 's0']);
  expect(await activeCell(page)).toMatchObject({ row: 1, column: 2 });

  await page.keyboard.type('huge');
  await press(page, 'Enter');
  await row(page, 1).toEqual(['77', 'huge', 's0']);
  await page.getByText('“huge” is a new level of Dose.').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await row(page, 1).toEqual(['77', 'low', 's0']);

  await page.getByRole('grid').focus();
  await press(page, 'Delete');
  await row(page, 2).toEqual(['1.5', '–', 's1']);
  await press(page, 'F2', 'Escape');
  await row(page, 2).toEqual(['1.5', '–', 's1']);
  await page.getByRole('option', { name: /Dose.*1 missing/ }).waitFor();
});

test('a range is copied as a spreadsheet takes it', async () => {
  const page = await small();
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowRight', 'ControlOrMeta+c');
  await page.getByText('4 cells copied').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('0.5\tlow\n1.5\thigh');
  await press(page, 'ControlOrMeta+a', 'ControlOrMeta+c');
  await page.getByText('60 cells copied').waitFor();
  expect(String(await page.evaluate('navigator.clipboard.readText()')).split('\n')).toHaveLength(20);
});

test('levels are put in order by keyboard and by dragging', async () => {
  const page = await small();
  await page.getByRole('option', { name: /Dose/ }).click();
  await page.getByRole('button', { name: 'Change order' }).click();
  const dialog = page.getByRole('dialog', { name: 'Levels of Dose' });
  const texts = () => dialog.getByRole('option').locator('.text').allInnerTexts();
  await expect.poll(texts).toEqual(['high', 'low', 'middle']);
  await press(page, 'End', 'Alt+ArrowUp', 'Alt+Home');
  expect(await texts()).toEqual(['middle', 'high', 'low']);
  const [from, to] = [
    dialog.getByRole('option', { name: 'low' }),
    dialog.getByRole('option', { name: 'middle' }),
  ];
  const target = await to.boundingBox();
  await from.hover();
  await page.mouse.down();
  await page.mouse.move((target?.x ?? 0) + 40, (target?.y ?? 0) + 10, { steps: 6 });
  await page.mouse.up();
  expect(await texts()).toEqual(['low', 'middle', 'high']);
  await dialog.getByRole('button', { name: 'Keep this order' }).click();
  const details = page.getByRole('region', { name: 'The selected variable' });
  await expect.poll(() => details.getByRole('listitem').first().innerText()).toMatch(/low\s+reference\s+7/);
});

test('a type that loses cells says which, and is undone', async () => {
  const page = await small();
  await page.getByRole('option', { name: /Site/ }).click();
  await page.getByRole('combobox', { name: 'Type', exact: true }).click();
  await page.getByRole('option', { name: 'Number', exact: true }).click();
  await page
    .getByText(/^20 cells of Site held no number and are missing now: row 1 “s0”, .*, and 15 more\.$/)
    .waitFor();
  await row(page, 1).toEqual(['0.5', 'low', '–']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await row(page, 1).toEqual(['0.5', 'low', 's0']);
});

test('labels and units are kept', async () => {
  const page = await small();
  await page.getByRole('textbox', { name: 'Label in reports' }).fill('Points <b>');
  await page.getByRole('textbox', { name: 'Unit' }).fill('ms');
  // Leaving the field for another variable saves it for the one it belongs to.
  await page.getByRole('gridcell', { name: 's3' }).first().click();
  await page.getByRole('option', { name: /Score Points <b> · Number, 0.5\S* to 19.5\S* ms/ }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Label in reports' }).inputValue()).toBe('');
});

test.each(['light', 'dark'] as const)(
  'the data view has no serious fault of accessibility, %s',
  async (colorScheme) => {
    const page = await small({ viewport: { width: 1024, height: 700 }, colorScheme });
    await page.getByRole('option', { name: /Dose/ }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change order' }).click();
    await page.getByRole('dialog').getByRole('option', { name: 'middle' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  },
);
