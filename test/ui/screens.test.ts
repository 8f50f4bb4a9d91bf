import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clippedControls } from '../helpers/clippedControls.ts';
import { asPerson } from '../helpers/person.ts';
import { root } from '../helpers/runCli.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram, type Program } from '../helpers/window.ts';

/** Where the rest of the window cannot be used meanwhile. */
const dialogOnly = '[role=dialog]';
const menuOnly = '[role=menu]';

/** Goes through every screen and dialog of the program, and looks at each. */
async function visitScreens(
  program: Program,
  look: (screen: string, within?: string) => Promise<void>,
): Promise<void> {
  const { page, folder } = program;
  const person = asPerson(() => page);
  const dialog = async (name: string, shown: string) => {
    await page.getByRole('dialog', { name: shown }).waitFor();
    await look(name, dialogOnly);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: shown }).waitFor({ state: 'hidden' });
  };

  await page.getByRole('button', { name: 'Sleep study', exact: true }).waitFor();
  await look('start');
  await page.getByRole('button', { name: 'Choose a data file' }).click();
  await dialog('choosing a file', 'Open a data file');

  copyFileSync(join(root, 'src-main/examples/data/egsingle.csv'), join(folder, 'pupils.csv'));
  await page.getByRole('button', { name: 'Choose a data file' }).click();
  await page.getByRole('option', { name: 'pupils.csv' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('7,230 rows, 12 columns').waitFor();
  await look('import');
  await page.getByRole('button', { name: 'Open data' }).click();
  await page.getByRole('button', { name: 'Build a model' }).waitFor();
  await page.getByRole('gridcell').first().waitFor();
  await look('data');
  await page.getByRole('button', { name: 'Build a model' }).click();
  await page.getByRole('button', { name: 'All variables for the outcome' }).waitFor();
  await look('empty builder', 'section[aria-label="Model"]');
  await page.getByRole('button', { name: 'All variables for the outcome' }).click();
  await page.getByRole('menuitem').first().waitFor();
  await look('list of variables', menuOnly);
  await page.keyboard.press('Escape');

  const formula = page.getByRole('textbox', { name: 'Formula of the model' });
  await formula.fill('math ~ year * female + lowinc + (year | schoolid/childid)');
  await formula.press('Enter');
  const estimation = page.getByRole('region', { name: 'Estimation' });
  await estimation.getByRole('button', { name: 'Change' }).click();
  await look('whole builder');
  await person.fit();
  await page.getByRole('table').first().waitFor();
  await look('results');
  await person.choose('Export the report as PDF');
  await dialog('export', 'Export the report');
  await person.choose('Save as');
  await dialog('save as', 'Save the project as');
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('dialog').waitFor();
  await look('commands', dialogOnly);
  await page.keyboard.press('Escape');
  await page.getByRole('banner').getByRole('button', { name: 'Project' }).click();
  await page.getByRole('menu').waitFor();
  await look('menu', menuOnly);
  await page.keyboard.press('Escape');
  await person.choose('Close the project');
  await page.getByRole('region', { name: 'Recent projects' }).waitFor();
  await look('start with recent projects');
}

/** Their own tests look at them in more states. */
const lookedAtElsewhere = new Set(['import', 'data', 'whole builder', 'results']);

test('no screen has a serious fault of accessibility, light or dark', async () => {
  const program = await openProgram();
  const faults: string[] = [];
  await visitScreens(program, async (screen, within) => {
    if (lookedAtElsewhere.has(screen)) return;
    const { page } = program;
    for (const fault of await seriousFaults(page, { within })) faults.push(`${screen}: ${fault}`);
    // Colours are all that differs in the dark.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme=dark]').waitFor();
    const inTheDark = await seriousFaults(page, { rules: ['color-contrast'], within });
    for (const fault of inTheDark) faults.push(`${screen}, dark: ${fault}`);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('html[data-theme=light]').waitFor();
  });
  expect(faults).toEqual([]);
}, 120_000);

test.each([
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
])('no screen cuts a control at $width x $height', async (viewport) => {
  const program = await openProgram({ viewport });
  const faults: string[] = [];
  await visitScreens(program, async (screen) => {
    for (const fault of await clippedControls(program.page)) faults.push(`${screen}: ${fault}`);
  });
  expect(faults).toEqual([]);
});
