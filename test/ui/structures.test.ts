import { expect, test } from 'vitest';
import { fittedProject } from '../helpers/fittedProject.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram } from '../helpers/window.ts';

test('structures are compared, ranked in another way and looked at by another coefficient; one is adopted, and undone', async () => {
  const path = await fittedProject('trial', {
    groupings: [],
    residual: { structure: 'ar1', subject: ['subject'], time: 'visit' },
  });
  const { page } = await openProgram({ args: [path] });
  // From the step of the builder to the button of the result.
  const step = page.getByRole('region', { name: 'Time' });
  await step.getByRole('button', { name: 'Compare structures' }).click();
  const ask = page.getByRole('button', { name: /^Compare structures Choose/ });
  await ask.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'All that the data allow' }).click();
  const byAic = page.getByRole('table', { name: 'Residual structures for Score, by AIC' });
  await byAic.waitFor();
  const first = async (table: typeof byAic) =>
    (await table.locator('tbody th').allInnerTexts()).slice(0, 2).join(', ');
  expect(await byAic.locator('tbody tr').count()).toBe(13);
  expect(await first(byAic)).toBe('Unstructured (UN), Heterogeneous Toeplitz (TOEPH)');
  expect(await seriousFaults(page)).toEqual([]);
  // And to its answer once there is one.
  await step.getByRole('button', { name: 'Compare structures' }).click();
  await page
    .getByRole('heading', { name: 'Which structure of the residuals?' })
    .and(page.locator(':focus'))
    .waitFor();

  await page.getByRole('button', { name: /^Ranked by AIC/ }).click();
  await page.getByRole('menuitem', { name: 'BIC', exact: true }).click();
  const byBic = page.getByRole('table', { name: 'Residual structures for Score, by BIC' });
  await byBic.waitFor();
  expect(await first(byBic)).toBe('Heterogeneous Toeplitz (TOEPH), Heterogeneous autoregressive, ARH(1)');

  await page.getByRole('button', { name: /^Coefficient:/ }).click();
  await page.getByRole('menuitem', { name: 'Score at baseline', exact: true }).click();
  await page.getByRole('table', { name: 'Score at baseline under each residual structure' }).waitFor();
  await byBic.waitFor();

  await page.getByRole('button', { name: 'Use this model: UN residuals' }).click();
  await page.getByText('UN residuals within patient over visit').first().waitFor();
  const adopted = page
    .getByRole('navigation', { name: 'Project' })
    .getByRole('button', { name: /, UN residuals/ });
  await adopted.first().waitFor();
  await page.keyboard.press('Control+z');
  await adopted.first().waitFor({ state: 'detached' });
});
