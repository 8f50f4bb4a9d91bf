import { expect, test } from 'vitest';
import { asPerson } from '../helpers/person.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram } from '../helpers/window.ts';

test('what is asked below a table, by keyboard, is answered there and after a new start', async () => {
  const program = await openProgram();
  const person = asPerson(() => program.page);
  await person.openExample('Sleep study');
  await person.fit();
  const bootstrap = program.page.getByRole('button', { name: /^Bootstrap intervals/ });
  await bootstrap.focus();
  await program.page.keyboard.press('Enter');
  await program.page.getByRole('menuitem', { name: '1,000 replicates', exact: true }).waitFor();
  await program.page.keyboard.press('Enter');
  const answer = () => program.page.getByRole('table', { name: /[Bb]ootstrap/ });
  await answer().waitFor();
  const shown = await answer().innerText();
  expect(shown).toContain('Residual SD');
  expect(await seriousFaults(program.page)).toEqual([]);

  await program.restart('kill');
  await program.page
    .getByRole('button', { name: /^Sleep study/ })
    .first()
    .click();
  expect(await answer().innerText()).toBe(shown);
});

test('one that takes long shows how far it is and is cancelled', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Ratings of lectures');
  await person.fit();
  const ask = async () => {
    await page.getByRole('button', { name: /^Bootstrap intervals/ }).click();
    await page.getByRole('menuitem', { name: '10,000 replicates' }).click();
  };
  await ask();
  const progress = page.getByRole('progressbar', { name: 'Fitting the model to drawn outcomes' });
  await progress.waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await progress.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Bootstrap intervals/ }).waitFor();
});

test('a singular fit comes with simpler models, one of which becomes a new model that undo takes away', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Dyestuff yield, constructed');
  await person.fit();
  await page.getByRole('table', { name: 'Simpler models of Yield of dyestuff' }).waitFor();

  const how = page.getByRole('button', { name: 'How do we know?' });
  await how.focus();
  await page.keyboard.press('Enter');
  await page.getByText('moving it away from the limit would make the fit worse').waitFor();
  expect(await how.getAttribute('aria-expanded')).toBe('true');
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Use this model: without Batch' }).click();
  const models = page
    .getByRole('navigation', { name: 'Project' })
    .getByRole('button', { name: /^Batches, without Batch/ });
  await page.getByText('Least squares, solved exactly').waitFor();
  expect(await how.count()).toBe(0);
  await page.keyboard.press('Control+z');
  await models.first().waitFor({ state: 'detached' });
});

test('replicates and seed are chosen; a run that is stopped keeps and names what is done', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  await person.fit();
  await page.getByRole('button', { name: /^Bootstrap intervals/ }).click();
  await page.getByRole('menuitem', { name: 'Another number or seed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bootstrap intervals' });
  await dialog.getByLabel('Replicates').fill('many');
  await dialog.getByText('“many” cannot be taken').waitFor();
  expect(await dialog.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Replicates').fill('1,000,000');
  await dialog.getByLabel('Seed of the random numbers').fill('42');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText(/^[1-9][\d,]* of 1,000,000$/).waitFor();
  await page.getByRole('button', { name: 'Stop here and keep what is done' }).click();
  await page.getByText(/stopped after [1-9][\d,]* of 1,000,000 replicates/).waitFor();
  await page.getByText(/Parametric bootstrap, seed 42/).waitFor();
});

test('the type of the F tests and the degrees of freedom are changed below their tables', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  await person.fit();
  await page.getByRole('button', { name: /^Type III tests/ }).click();
  await page.getByRole('menuitem', { name: /^Type II:/ }).click();
  await page.getByText(/^Type II tests: /).waitFor();
  await page.getByRole('button', { name: /^Satterthwaite df/ }).click();
  await page.getByRole('menuitem', { name: 'Kenward-Roger', exact: true }).click();
  await page.getByRole('button', { name: /^Kenward-Roger df/ }).waitFor();
  await page.getByText(/t tests with Kenward-Roger/).waitFor();
});
