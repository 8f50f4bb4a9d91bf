import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { asPerson } from '../helpers/person.ts';
import { openProgram } from '../helpers/window.ts';

const wanted = 'Reaction ~ Days + (Days | Subject)';

/** An empty model beside the example's own. */
async function emptyModel(example = 'Sleep study'): Promise<Page> {
  const { page } = await openProgram();
  await asPerson(() => page).openExample(example);
  await page.getByRole('button', { name: '+ New model' }).click();
  await page.getByText('Begin with the outcome').waitFor();
  return page;
}

const formula = (page: Page): Locator => page.getByRole('textbox', { name: 'Formula of the model' });
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

async function expectFormula(page: Page, text: string): Promise<void> {
  await expect.poll(() => formula(page).inputValue()).toBe(text);
}

/** Drags as a hand does, in several small movements. */
async function drag(page: Page, what: Locator, onto: Locator): Promise<void> {
  const [from, to] = [await what.boundingBox(), await onto.boundingBox()];
  if (from === null || to === null) throw new Error('Nothing to drag, or nowhere to drop it.');
  await page.mouse.move(from.x + 12, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
}

describe('three ways to the same model', () => {
  test('by dragging', async () => {
    const page = await emptyModel();
    const variable = (name: RegExp) => page.getByRole('option', { name });
    const step = (name: RegExp) => page.getByRole('heading', { name });
    for (const [name, place] of [
      [/Reaction/, /^Outcome/],
      [/Subject/, /^Groupings/],
      [/Days/, /^Predictors/],
    ] as const) {
      await drag(page, variable(name), step(place));
      await page.mouse.up();
    }
    await expectFormula(page, 'Reaction ~ Days + (1 | Subject)');
    const subject = page.getByRole('group', { name: 'Grouping Subject' });
    await drag(page, variable(/Days/), subject.getByText('random intercept'));
    await page.getByText('Add own effect of Days to Subject').waitFor();
    await page.mouse.up();
    await expectFormula(page, wanted);
    // Back on the list = out of the model.
    await drag(
      page,
      subject.getByText('Subject', { exact: true }),
      page.getByRole('heading', { name: 'Variables' }),
    );
    await page.mouse.up();
    await expectFormula(page, 'Reaction ~ Days');
  });

  test('by buttons', async () => {
    const page = await emptyModel();
    await button(page, 'Use Reaction as outcome').click();
    await button(page, 'Add a grouping').click();
    await page.getByRole('menuitem', { name: 'Subject' }).click();
    await button(page, 'Add a predictor').click();
    await page.getByRole('menuitem', { name: 'Days' }).click();
    await page.getByRole('checkbox', { name: /^Own effect of Days/ }).check();
    await expectFormula(page, wanted);
    await page.getByRole('checkbox', { name: 'Let them correlate' }).uncheck();
    await expectFormula(page, 'Reaction ~ Days + (Days || Subject)');
    await button(page, /^Undo: Separate the effects of Subject/).click();
    await expectFormula(page, wanted);
  });

  test('by the keyboard alone', async () => {
    const page = await emptyModel();
    const { keyboard } = page;
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 40; presses++) {
        await keyboard.press('Tab');
        const text = await page.evaluate<string>(
          'document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ""',
        );
        if (name.test(text)) return;
      }
      throw new Error(`The keyboard never reaches ${String(name)}.`);
    };
    const give = async (steps: number, role: RegExp): Promise<void> => {
      await page.getByRole('listbox', { name: 'Variables' }).focus();
      await keyboard.press('Home');
      for (let i = 0; i < steps; i++) await keyboard.press('ArrowRight');
      await tabTo(role);
      await keyboard.press('Enter');
    };
    await give(0, /Outcome/);
    await give(2, /Grouping/);
    await give(1, /Predictor/);
    await expectFormula(page, 'Reaction ~ Days + (1 | Subject)');
    await tabTo(/Own effect of Days/);
    await keyboard.press('Space');
    await expectFormula(page, wanted);
    await keyboard.press('Control+Enter');
    await page.getByRole('region', { name: 'Verdict' }).waitFor();
  });
});

test('what cannot be is explained where it is tried', async () => {
  const page = await emptyModel('Oats split plot');
  await drag(
    page,
    page.getByRole('option', { name: /Variety/ }),
    page.getByRole('heading', { name: /^Outcome/ }),
  );
  await page.getByText('Variety has 3 categories; a linear model needs a number as its outcome.').waitFor();
  await page.mouse.up();
  await page.getByRole('status').getByText('Variety has 3 categories').waitFor();
  await expectFormula(page, '');

  await formula(page).fill('yield ~ nitro * Variety + (1 | Block');
  await page.getByText(/A parenthesis that is not closed, at character 27/).waitFor();
  await formula(page).press('Escape');
  await expectFormula(page, '');
  await formula(page).fill('yield ~ nitro * Variety + (1 | Block)');
  await formula(page).press('Enter');
  await button(page, 'Remove nitro').click();
  await page.getByText('The interaction nitro × Variety builds on nitro').waitFor();
  await expectFormula(page, 'yield ~ nitro * Variety + (1 | Block)');
  await button(page, 'Remove both').click();
  await expectFormula(page, 'yield ~ Variety + (1 | Block)');
});

test('labels that repeat are proposed as nested', async () => {
  const page = await emptyModel('Paste strength');
  await button(page, 'Use strength as outcome').click();
  await button(page, 'Add a grouping').click();
  await page.getByRole('menuitem', { name: 'cask' }).click();
  await page.getByText('The labels of cask repeat across batches').waitFor();
  await button(page, 'Put cask inside batch').click();
  await expectFormula(page, 'strength ~ 1 + (1 | batch/cask)');
  await page.getByText('30 levels, 2 rows each').waitFor();
});

test.each(['light', 'dark'] as const)('axe finds nothing in the builder, %s', async (colorScheme) => {
  const { page } = await openProgram({ colorScheme });
  await asPerson(() => page).openExample('Growth of the jaw');
  await page.getByRole('option').first().click();
  await button(page, 'Change the estimation').click();
  await page.getByText('varies within').waitFor();
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .include('section[aria-label="Model"]')
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

describe('beginning the fit', () => {
  test('a model that cannot be fitted is refused everywhere, with the reason', async () => {
    const page = await emptyModel();
    await formula(page).fill('Subject ~ Days');
    await formula(page).press('Enter');
    const results = page.getByRole('group', { name: /^Results of/ });
    await results.getByText('cannot be fitted as it stands. Subject is not a number').waitFor();
    expect(await button(page, 'Fit model').isEnabled()).toBe(false);
    expect(await button(page, 'Fit this model').count()).toBe(0);
    await formula(page).press('ControlOrMeta+Enter');
    await page.getByText('This model cannot be fitted.', { exact: true }).waitFor();
  });

  test('Kenward-Roger is chosen with what it does, reported by its name, and refused by ML', async () => {
    const page = await emptyModel();
    await formula(page).fill('Reaction ~ Days + (Days | Subject)');
    await formula(page).press('Enter');
    const estimation = page.getByRole('region', { name: 'Estimation' });
    await estimation.getByRole('button', { name: 'Change' }).click();
    await estimation.getByLabel('Degrees of freedom').click();
    await page.getByRole('option', { name: 'Kenward-Roger' }).click();
    await estimation.getByText('adjusts standard errors').waitFor();
    await button(page, 'Fit model').click();
    await page.getByText('Kenward-Roger degrees of freedom and adjusted standard errors').waitFor();
    await estimation.getByText('ML', { exact: true }).click();
    await estimation.getByText('corrects an estimate by REML').waitFor();
    expect(await button(page, 'Fit model').isEnabled()).toBe(false);
    await button(page, 'Estimate by REML').click();
    await expect.poll(() => estimation.getByText('corrects an estimate by REML').count()).toBe(0);
  });

  test('Ctrl+Enter fits while a button that opens a menu has the focus', async () => {
    const page = await emptyModel();
    await formula(page).fill('Reaction ~ Days + (1 | Subject)');
    await formula(page).press('Enter');
    await button(page, 'Add a predictor').press('ControlOrMeta+Enter');
    await page.getByRole('region', { name: 'Verdict' }).waitFor();
    expect(await page.getByRole('menu').count()).toBe(0);
  });

  test('a formula that cannot be read is not fitted as what it was before', async () => {
    const page = await emptyModel();
    await formula(page).fill('Reaction ~ Days');
    await formula(page).press('Enter');
    await formula(page).fill('Reaction ~ Days + (1 |');
    await formula(page).press('ControlOrMeta+Enter');
    await page.getByText('Escape restores the formula.').waitFor();
    await button(page, 'Fit model').waitFor();
    expect(await page.getByRole('region', { name: 'Verdict' }).count()).toBe(0);
  });
});
