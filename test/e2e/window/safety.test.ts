import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asPerson } from '../../helpers/person.ts';
import { openProgram } from '../../helpers/window.ts';

test('nothing is lost when the program is killed', async () => {
  const program = await openProgram();
  const person = asPerson(() => program.page);
  await person.openExample('Sleep study');
  await person.fit();
  await program.page.getByRole('button', { name: 'Rename', exact: true }).click();
  await program.page.getByRole('textbox', { name: 'Name of the model' }).fill('Slopes of the subjects');
  await program.page.keyboard.press('Enter');
  await program.page.getByRole('button', { name: /^Slopes of the subjects/ }).waitFor();

  await program.restart('kill');

  await program.page.getByRole('button', { name: /^Sleep study Untitled/ }).click();
  await person.goTo(/^Slopes of the subjects/);
  const coefficients = await person.table(/^Coefficients/);
  expect(coefficients[1][1]).toBe('10.47');
  // The history is in the file as well.
  await program.page.getByRole('button', { name: /^Undo: Rename/ }).click();
  await program.page.getByRole('button', { name: /^Random slopes/ }).waitFor();
});

test('an edit of the data puts the results out of date until it is undone', async () => {
  const program = await openProgram();
  const { page } = program;
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  await person.fit();

  await person.goTo(/^sleepstudy/);
  const cell = page.getByRole('gridcell', { name: '249.56' });
  await cell.dblclick();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('349.56');
  await page.keyboard.press('Enter');
  await page.getByRole('gridcell', { name: '349.56' }).waitFor();
  await person.goTo(/^Random slopes/);
  await page.getByText('Out of date.', { exact: true }).waitFor();
  // The old numbers stay in sight, and the export says whose they are.
  expect((await person.table(/^Coefficients/))[1][1]).toBe('10.47');
  await page.keyboard.press('ControlOrMeta+E');
  await page
    .getByRole('dialog', { name: 'Export the report' })
    .getByText(/out of date/)
    .waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+Z');
  await page.getByText('Out of date.', { exact: true }).waitFor({ state: 'hidden' });
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await page.getByRole('button', { name: 'Fit again' }).click();
  await page.getByText('Out of date.', { exact: true }).waitFor({ state: 'hidden' });
  expect((await person.table(/^Coefficients/))[1][1]).not.toBe('10.47');
});

test('a long fit is cancelled from the window, and the next one runs', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Ratings of lectures');
  const formula = page.getByRole('textbox', { name: 'Formula of the model' });
  // It takes more than a minute.
  await formula.fill('y ~ service + (service | s) + (service | d) + (service | dept)');
  await formula.press('Enter');
  await page.getByRole('button', { name: 'Fit model' }).click();
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await status.getByText(/^iteration/).waitFor({ timeout: 40_000 });
  await status.getByRole('button', { name: 'Cancel' }).click();
  await status.getByText('Ready').waitFor();
  await page.getByText('No result yet').waitFor();
  await formula.fill('y ~ service');
  await formula.press('Enter');
  await person.fit();
});

test('a saved project is a file; the untitled one it was is gone', async () => {
  const program = await openProgram();
  const person = asPerson(() => program.page);
  await person.openExample('Penicillin assay');
  const path = join(program.folder, 'assay.nestwise');
  await person.saveAs(path);
  await program.page.getByText('Saved', { exact: true }).waitFor();
  expect(existsSync(path)).toBe(true);
  await person.choose('Close the project');
  const recent = program.page.getByRole('region', { name: 'Recent projects' });
  await recent.getByText(path).waitFor();
  expect(await recent.getByRole('listitem').count()).toBe(1);
});
