import type { Locator } from '@playwright/test';
import { expect, test } from 'vitest';
import { asPerson } from '../helpers/person.ts';
import { openProgram } from '../helpers/window.ts';

test('a model is built, fitted and exported by keyboard alone, and the focus is always seen', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  const unseen: string[] = [];

  /** Presses Tab until the control has the focus. */
  async function tabTo(control: Locator, key = 'Tab'): Promise<void> {
    await control.waitFor();
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press(key);
      const look = await page.evaluate<string | null>(`(() => {
        const element = document.activeElement;
        const marked = [null, '::after'].some((part) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
        });
        return element === document.body || marked ? null : element.outerHTML.slice(0, 200);
      })()`);
      if (look !== null) unseen.push(look);
      if ((await control.and(page.locator(':focus')).count()) > 0) return;
    }
    throw new Error(`Tab does not lead to ${String(control)}.`);
  }
  const press = (key: string) => page.keyboard.press(key);
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await tabTo(button('Sleep study'));
  await press('Enter');
  await page.getByRole('banner').getByText('Sleep study').waitFor();
  await press('ControlOrMeta+M');
  await button('All variables for the outcome').waitFor();

  const variables = page.getByRole('listbox', { name: 'Variables' });
  const give = async (variable: string, role: string) => {
    const option = variables.getByRole('option', { name: variable });
    for (let i = 0; i < 3 && (await option.getAttribute('aria-selected')) !== 'true'; i++)
      await press('ArrowRight');
    await tabTo(page.getByRole('group', { name: `Use ${variable} as` }).getByRole('button', { name: role }));
    await press('Enter');
    await tabTo(variables, 'Shift+Tab');
  };
  await tabTo(variables);
  await give('Reaction', 'Outcome');
  await give('Days', 'Predictor');
  await give('Subject', 'Grouping');
  await tabTo(page.getByRole('checkbox', { name: 'Own effect of Days' }));
  await press('Space');
  const formula = page.getByRole('textbox', { name: 'Formula of the model' });
  await expect.poll(() => formula.inputValue()).toBe('Reaction ~ Days + (Days | Subject)');

  await press('ControlOrMeta+Enter');
  await page.getByRole('region', { name: 'Verdict' }).waitFor();
  expect((await person.table(/^Coefficients/))[1][1]).toBe('10.47');
  await tabTo(page.getByRole('button', { name: /^Copy table: Coefficients/ }));

  await press('ControlOrMeta+K');
  await page.keyboard.type('web page');
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export the report' });
  await dialog.waitFor();
  await tabTo(dialog.getByRole('button', { name: 'Choose where to save' }));
  await press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(unseen).toEqual([]);
});
