import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { asPerson } from '../helpers/person.ts';
import { openProgram } from '../helpers/window.ts';

const step = (page: Page): Locator => page.getByRole('region', { name: 'Time' });
const open = (page: Page): Locator => step(page).getByRole('button', { name: 'Change repeated measures' });
const formula = (page: Page): Locator => page.getByRole('textbox', { name: 'Formula of the model' });
const sentence = (page: Page): Locator => page.getByRole('group', { name: 'Sentence and equation' });

async function type(page: Page, text: string): Promise<void> {
  await formula(page).fill(text);
  await formula(page).press('Enter');
}

test('a protocol that says unstructured is built by three clicks and fitted', async () => {
  const { page } = await openProgram();
  await asPerson(() => page).openExample('Clinical trial with drop-outs');
  await type(page, 'score ~ baseline + site + sex + arm * visit');
  await step(page).getByText('Independent residuals').waitFor();
  await open(page).click();
  // Units and time are proposed, and what they look like is said.
  await step(page).getByText('200 subjects at 4 occasions (V01, V02, V03, V04)').waitFor();
  await step(page).getByText('Unstructured (UN) is a structure to begin with').waitFor();
  await step(page).getByRole('button', { name: 'Use UN' }).click();
  await step(page).getByText('UN residuals within subject over visit').waitFor();
  await sentence(page).getByText('residuals of the same patient hang together').waitFor();

  // Distances need numbers: said before the fit.
  await step(page).getByText('The same', { exact: true }).click();
  const car1 = step(page).getByRole('radio', { name: /CAR\(1\)/ });
  expect(await car1.isDisabled()).toBe(true);
  await step(page).getByText('but visit holds categories').first().waitFor();

  await step(page).getByLabel('A matrix of its own for each group?').click();
  await page.getByRole('option', { name: 'arm', exact: true }).click();
  await step(page).getByText('UN residuals within subject over visit, for each arm').waitFor();
  // Structures are compared on top of a result: the way there fits the model first.
  await step(page).getByRole('button', { name: 'Fit and compare structures' }).click();
  await page
    .getByRole('button', { name: /^Compare structures Choose/ })
    .and(page.locator(':focus'))
    .waitFor();
  await page.getByRole('button', { name: /^Undo: Use a residual matrix for each arm/ }).click();
  await step(page).getByText('UN residuals within subject over visit', { exact: true }).waitFor();

  const estimation = page.getByRole('region', { name: 'Estimation' });
  await estimation.getByRole('button', { name: 'Change' }).click();
  await estimation.getByText('Empirical (sandwich)').click();
  await estimation.getByText('empirical standard errors', { exact: false }).first().waitFor();
  // With the structure goes what needs it.
  await step(page)
    .getByRole('radio', { name: /Independent$/ })
    .check();
  await step(page).getByText('Independent residuals').waitFor();
  await expect.poll(() => estimation.getByText('Standard errors').count()).toBe(0);
  await estimation.getByText('Least squares').waitFor();
});

test('by the keyboard alone', async () => {
  const { page } = await openProgram();
  await asPerson(() => page).openExample('Weight of rats');
  const { keyboard } = page;
  await open(page).focus();
  await keyboard.press('Enter');
  await step(page).getByText('16 rats at 11 occasions').waitFor();
  const reach = async (target: Locator): Promise<void> => {
    for (let presses = 0; presses < 12; presses++) {
      if (await target.and(page.locator(':focus')).count()) return;
      await keyboard.press('Tab');
    }
    throw new Error('The keyboard never gets there.');
  };
  await reach(step(page).getByRole('button', { name: 'Use CAR(1)' }));
  await keyboard.press('Enter');
  await step(page).getByText('CAR(1) residuals within rat over Time').waitFor();
  // The button is gone; the focus is still in the step.
  await reach(step(page).getByRole('radio', { name: /CAR\(1\)/ }));
  await keyboard.press('ArrowUp');
  await step(page).getByText('TOEP residuals within rat over Time').waitFor();
  await step(page).getByText('describe the same thing').waitFor();
  await keyboard.press('ArrowDown');
  await step(page).getByText('CAR(1) residuals within rat over Time').waitFor();
  await keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('region', { name: 'Verdict' }).waitFor();
});

test('rows that repeat an occasion are named, and another column tells them apart', async () => {
  const { page } = await openProgram();
  await asPerson(() => page).openExample('Oats split plot');
  const select = async (label: string, name: RegExp): Promise<void> => {
    await step(page).getByLabel(label).click();
    await page.getByRole('listbox', { name: label }).getByRole('option', { name }).click();
  };
  await open(page).click();
  await select('Which units were measured repeatedly?', /^Block$/);
  await select('What tells the order or the time?', /^nitro/);
  await step(page).getByText('Block I has 3 rows at nitro 0, and there are 23 more such cases').waitFor();
  expect(await step(page).getByRole('radio').count()).toBe(0);
  await step(page).getByRole('button', { name: 'Tell Block apart by another column too' }).click();
  await page.getByRole('menuitem', { name: 'Variety' }).click();
  await step(page).getByText('18 levels of').waitFor();
  await step(page)
    .getByRole('radio', { name: /\(CS\)/ })
    .check();
  await step(page).getByText('CS residuals within variety within block over nitro').waitFor();
});

test('one variance per level of a column needs no units', async () => {
  const { page } = await openProgram();
  await asPerson(() => page).openExample('Growth of the jaw');
  await type(page, 'distance ~ age * Sex');
  await open(page).click();
  await step(page).getByLabel('Does the spread differ by a variable?').click();
  await page.getByRole('option', { name: 'Sex', exact: true }).click();
  await step(page).getByText('A residual variance for each sex').waitFor();
  await sentence(page).getByText('residuals spread differently for each sex').waitFor();
  await asPerson(() => page).fit();
});

test.each(['light', 'dark'] as const)('axe finds nothing in the step, %s', async (colorScheme) => {
  const { page } = await openProgram({ colorScheme });
  await asPerson(() => page).openExample('Clinical trial with drop-outs');
  await open(page).click();
  await step(page).getByText('200 subjects at 4 occasions').waitFor();
  await step(page)
    .getByRole('button', { name: /rarer structures/ })
    .click();
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .include('section[aria-label="Model"]')
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
