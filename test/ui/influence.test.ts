import { expect, test } from 'vitest';
import { asPerson } from '../helpers/person.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram } from '../helpers/window.ts';

test('the influential cluster is found, and the model fitted without it as a new one, which undo takes away', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  await person.fit();
  await page.getByRole('button', { name: /^Influence/ }).click();
  await page.getByRole('menuitem', { name: 'Leave out each level of Subject' }).click();
  await page.getByRole('table', { name: 'Coefficients without the most influential subjects' }).waitFor();
  expect(await page.getByText('Without Subject 309 the effect of Days', { exact: false }).count()).toBe(1);
  expect(await seriousFaults(page)).toEqual([]);

  const section = page.getByRole('region', { name: 'Does the result hang on single subjects?' });
  await section.getByLabel('Find a cluster or a row in the plots').fill('Subject 309');
  await section.getByLabel('Find a cluster or a row in the plots').press('Enter');
  await section.getByRole('button', { name: 'Refit without it' }).click();

  const models = page
    .getByRole('navigation', { name: 'Project' })
    .getByRole('button', { name: /without Subject 309/ });
  await models.first().waitFor();
  await page.getByText('170 of 180 rows').waitFor();
  await page.getByText('without Subject = 309').waitFor();

  await page.keyboard.press('Control+z');
  await models.first().waitFor({ state: 'detached' });
});

test('a single row is left out in the same way', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  await person.fit();
  await page.getByRole('button', { name: /^Influence/ }).click();
  await page.getByRole('menuitem', { name: 'Leave out each row' }).click();
  const table = page.getByRole('table', { name: 'Coefficients without the most influential rows' });
  await table.getByRole('row', { name: /^60 .* 10\.89 SE 1\.59/ }).waitFor();
  const section = page.getByRole('region', { name: 'Does the result hang on single rows?' });
  const find = section.getByLabel('Find a cluster or a row in the plots');
  await find.fill('row 60');
  await find.press('Enter');
  await section.getByRole('button', { name: 'Refit without it' }).click();

  await page.getByText('179 of 180 rows').waitFor();
  await page.getByRole('region', { name: 'Estimation' }).getByText('without row 60').waitFor();
  // What the influence said it would be.
  await page.getByRole('row', { name: /^Days of sleep deprivation per day 10\.89 1\.59/ }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('180 of 180 rows').waitFor();
});
