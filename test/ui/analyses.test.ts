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
