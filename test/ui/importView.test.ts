import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, onTestFinished, test } from 'vitest';
import { drawnRow } from '../helpers/dataGrid.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram, type WindowOptions } from '../helpers/window.ts';

/** The program, started with a data file. */
async function opened(name: string, bytes: string | Uint8Array, options: WindowOptions = {}): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'nestwise-import-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return (await openProgram({ args: [path], ...options })).page;
}

/** As a German spreadsheet writes it: semicolons, decimal commas, Windows-1252. */
const study = Buffer.from(
  [
    'Person;Alter;Gewicht;Gruppe;Punkte',
    ...Array.from({ length: 30 }, (_, i) => {
      const age = i % 10 === 0 ? '-99' : String(20 + i);
      const weight = i === 7 ? '7o,5' : `${60 + i},5`;
      return `P${String(i + 1).padStart(2, '0')};${age};${weight};${i % 2 === 0 ? 'Übung' : 'Wärme'};${i === 3 ? 'NA' : '1.200'}`;
    }),
  ].join('\r\n'),
  'latin1',
);

const choose = async (page: Page, select: string, option: string | RegExp) => {
  await page.getByRole('combobox', { name: select, exact: true }).click();
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
};
/** Rows are drawn before their values have come. */
const firstCells = (page: Page, row: number, count: number) =>
  expect.poll(async () => (await drawnRow(page, row)).slice(0, count));
const shown = (page: Page, select: string) =>
  page.getByRole('combobox', { name: select, exact: true }).innerText();

test('a file with semicolons and decimal commas is read, and every doubt can be settled', async () => {
  const page = await opened('Studie.csv', study);
  await page.getByText('30 rows, 5 columns').waitFor();
  expect(await shown(page, 'Columns are separated by')).toBe('Semicolon (detected)');
  expect(await shown(page, 'Decimal mark')).toBe('Comma 0,5 (detected)');
  expect(await shown(page, 'Encoding')).toBe('Windows-1252 (Western) (detected)');
  await firstCells(page, 2, 4).toEqual(['P02', '21', '61.5', 'Wärme']);

  // The cell that is no number is named and marked.
  const problems = page.getByRole('region', { name: 'Cells that cannot be read' });
  expect(await problems.getByRole('row').nth(1).getByRole('cell').allInnerTexts()).toEqual([
    '9',
    'Gewicht',
    '7o,5',
    'it is not a number',
  ]);
  await page
    .getByRole('gridcell', { name: 'it is not a number' })
    .or(page.getByTitle(/“7o,5” was not read/))
    .first()
    .waitFor();

  // -99 becomes missing with one click, and NA stays so.
  await page.getByRole('button', { name: 'Treat -99 as missing' }).click();
  await page.getByRole('columnheader', { name: 'Alter' }).getByText('3 missing').waitFor();
  await page.getByRole('columnheader', { name: 'Punkte' }).getByText('1 missing').waitFor();

  // Every detected choice can be changed and taken back.
  await choose(page, 'Type of Gewicht', 'Category');
  await problems.waitFor({ state: 'detached' });
  await choose(page, 'Decimal mark', 'Point 0.5');
  await page.getByRole('button', { name: 'Detect all' }).click();
  await problems.waitFor();
  await choose(page, 'First line', 'Is a row of data');
  await page.getByText('31 rows, 5 columns').waitFor();
  await choose(page, 'First line', /detected/);
  await page.getByText('30 rows, 5 columns').waitFor();

  await choose(page, 'Type of Person', 'Category');
  await page.getByRole('button', { name: 'Open data' }).click();
  await page.getByRole('button', { name: 'Build a model' }).waitFor();
  await page.getByRole('option', { name: /^A?\s*Person Category, 30 levels/ }).waitFor();
  await firstCells(page, 8, 3).toEqual(['P08', '27', '–']);
});

test('hostile names and values arrive as they are', async () => {
  const names = [
    '<script>alert(1)</script>',
    '"say ""hi"""',
    'Größe α',
    '反応時間',
    'a`b',
    '__proto__',
    'constructor',
  ];
  const rows = Array.from({ length: 12 }, (_, i) => [
    i,
    i % 2 === 0 ? '<b>bold</b>' : '"two\nlines"',
    i * 1.5,
    300 + i,
    i === 4 ? 'x'.repeat(10_000) : 'v',
    i % 3,
    i,
  ]);
  const page = await opened(
    '<b>data & "more" β.csv',
    [names, ...rows].map((row) => row.join(',')).join('\n'),
  );
  await page.getByText('12 rows, 7 columns').waitFor();
  await page.getByRole('button', { name: 'Open data' }).click();
  await page.getByRole('button', { name: 'Build a model' }).waitFor();
  await page.getByRole('heading', { name: '<b>data & "more" β.csv' }).waitFor();
  const list = page.getByRole('listbox', { name: 'Variables' });
  expect(await list.getByRole('option').locator('.name').allInnerTexts()).toEqual([
    '<script>alert(1)</script>',
    'say "hi"',
    'Größe α',
    '反応時間',
    'a`b',
    '__proto__',
    'constructor',
  ]);
  await firstCells(page, 1, 4).toEqual(['0', '<b>bold</b>', '0', '300']);
  await page.getByRole('gridcell', { name: 'xxxx' }).click();
  expect((await page.locator('footer .value').innerText()).length).toBe(10_000);
});

test('a file that is no table is answered with the way out', async () => {
  const page = await opened('photo.csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0));
  const alert = page.getByRole('alert');
  await alert.getByRole('heading', { name: 'photo.csv cannot be read' }).waitFor();
  await alert.getByText('it looks like a PNG image').waitFor();
  expect(await page.getByRole('button', { name: 'Open data' }).isDisabled()).toBe(true);
  await alert.getByRole('button', { name: 'Choose another file' }).click();
  await page.getByRole('dialog', { name: 'Open a data file' }).waitFor();
});

test('a choice that makes the file unreadable can be taken back', async () => {
  const page = await opened('Studie.csv', study);
  await page.getByText('30 rows, 5 columns').waitFor();
  await choose(page, 'Encoding', 'UTF-8');
  const alert = page.getByRole('alert');
  await alert.getByText(/is not valid UTF-8/).waitFor();
  await alert.getByRole('button', { name: 'Take the change back' }).click();
  await page.getByRole('gridcell', { name: 'Wärme' }).first().waitFor();
  expect(await shown(page, 'Encoding')).toBe('Windows-1252 (Western) (detected)');
});

test('cancel goes back to where one came from', async () => {
  const page = await opened('Studie.csv', study);
  await page.getByText('30 rows, 5 columns').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Choose a data file' }).waitFor();
});

test.each(['light', 'dark'] as const)(
  'the import has no serious fault of accessibility, %s',
  async (colorScheme) => {
    const page = await opened('Studie.csv', study, { viewport: { width: 1024, height: 700 }, colorScheme });
    await page.getByText('30 rows, 5 columns').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  },
);
