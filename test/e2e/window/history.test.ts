import { expect, test } from 'vitest';
import { asPerson } from '../../helpers/person.ts';
import { openProgram } from '../../helpers/window.ts';

test('every step of building can be undone and redone, by key and by button', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  const formula = page.getByRole('textbox', { name: 'Formula of the model' });
  const shows = (text: string) => expect.poll(() => formula.inputValue()).toBe(text);
  await person.fit();

  await page.getByRole('checkbox', { name: 'Let them correlate' }).uncheck();
  await shows('Reaction ~ Days + (Days || Subject)');
  await page.getByRole('checkbox', { name: 'Own effect of Days' }).uncheck();
  await shows('Reaction ~ Days + (1 | Subject)');
  await page.getByText('Out of date.', { exact: true }).waitFor();

  await page.getByRole('button', { name: /^Undo/ }).click();
  await shows('Reaction ~ Days + (Days || Subject)');
  await page.keyboard.press('ControlOrMeta+Z');
  await shows('Reaction ~ Days + (Days | Subject)');
  // The model is again what was fitted.
  await page.getByText('Out of date.', { exact: true }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^Redo/ }).click();
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await shows('Reaction ~ Days + (1 | Subject)');
  await page.getByText('Out of date.', { exact: true }).waitFor();
});

test('the formula can be typed, and what cannot be read is said without losing it', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  const formula = page.getByRole('textbox', { name: 'Formula of the model' });
  await formula.fill('Reaction ~ Days + (1 | Subject');
  await formula.press('Enter');
  await page.getByText('A parenthesis that is not closed').waitFor();
  expect(await formula.inputValue()).toBe('Reaction ~ Days + (1 | Subject');
  await formula.fill('log(Reaction) ~ Days + (1 | Subject)');
  await formula.press('Enter');
  await expect.poll(() => page.getByRole('checkbox', { name: 'Own effect of Days' }).isChecked()).toBe(false);
  await page.getByText('log(Reaction)', { exact: true }).first().waitFor();
});

test('a model that is deleted comes back', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  await person.fit();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: /^Random slopes/ }).waitFor({ state: 'hidden' });
  await page.keyboard.press('ControlOrMeta+Z');
  await person.goTo(/^Random slopes/);
  expect((await person.table(/^Coefficients/))[1][1]).toBe('10.47');
});
