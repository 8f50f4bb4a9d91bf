import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fittedProject } from '../helpers/fittedProject.ts';
import { asPerson } from '../helpers/person.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { expectShown } from '../helpers/shownNumber.ts';
import { openProgram } from '../helpers/window.ts';

/** Contrasts of mmrm's means, by Satterthwaite (reference case mmrm-trial-un). */
function expectedContrasts(): { visit: string; estimate: number; SE: number; 'p.value': number }[] {
  const file = new URL('../reference/cases/mmrm-trial-un.json', import.meta.url);
  const { expected } = JSON.parse(readFileSync(file, 'utf8')) as {
    expected: { emmeans: { contrasts: ReturnType<typeof expectedContrasts> }[] };
  };
  return expected.emmeans[0].contrasts;
}

test('means are asked for by keyboard, shown in other ways, added to, kept and taken away', async () => {
  const path = await fittedProject('trial', {
    fixedTerms: [['baseline'], ['site'], ['sex'], ['arm'], ['visit'], ['arm', 'visit']],
    groupings: [],
    residual: { structure: 'un', subject: ['subject'], time: 'visit' },
  });
  const program = await openProgram({ args: [path] });
  const person = asPerson(() => program.page);
  const { page } = program;
  const menu = page.getByRole('button', { name: /^Means and comparisons/ });
  const choose = async (item: string | RegExp) => {
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: item }).focus();
    await page.keyboard.press('Enter');
  };
  await choose('Arm within each level of Visit');
  const comparisons = 'Comparisons of means of Score by Arm within each level of Visit';
  const shown = await person.table(comparisons);
  const expected = expectedContrasts();
  expect(shown.map(([visit, name]) => [visit, name.replaceAll('\u00a0', ' ')])).toEqual(
    expected.map(({ visit }) => [visit, 'Control − Active']),
  );
  expected.forEach(({ estimate, SE, 'p.value': p }, i) => {
    const [, , difference, se, , , , shownP] = shown[i];
    expectShown(difference, estimate, 1e-4 * SE);
    expectShown(se, SE, 1e-4 * SE);
    expectShown(`0${shownP}`, p, 1e-4);
  });
  expect(await seriousFaults(page)).toEqual([]);

  await choose('Choose means and comparisons');
  const dialog = page.getByRole('dialog', { name: 'Means and comparisons' });
  const pick = async (field: string, option: string) => {
    await dialog.getByLabel(field, { exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await pick('Means of', 'Site');
  await pick('Within each level of', 'No other: all levels together');
  await pick('Compare', 'Each with a reference');
  await pick('Reference', 'West');
  await dialog.getByText(/^3 means, 2 comparisons, with 95\s%/).waitFor();
  expect(await seriousFaults(page, { within: '[role="dialog"]' })).toEqual([]);
  await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
  const ofSites = 'Comparisons of means of Score by Site';
  const names = (await person.table(ofSites)).map(([name]) => name.replaceAll('\u00a0', ' '));
  expect(names).toEqual(['North − West', 'South − West']);

  await page.getByRole('button', { name: /^Adjusted: Dunnett/ }).click();
  await page.getByRole('menuitem', { name: 'Holm', exact: true }).click();
  await page.getByText(/The p values are adjusted by Holm’s method/).waitFor();

  await program.restart('kill');
  expect(await person.table(comparisons)).toEqual(shown);
  await program.page.getByText(/The p values are adjusted by Holm’s method/).waitFor();

  const remove = async (item: string) => {
    await program.page.getByRole('button', { name: /^Means and comparisons/ }).click();
    await program.page.getByRole('menuitem', { name: item }).click();
  };
  await remove('Remove: Site');
  await program.page.getByRole('table', { name: ofSites, exact: true }).waitFor({ state: 'detached' });
  await remove('Remove: Arm within each level of Visit');
  await program.page.getByRole('table', { name: comparisons }).waitFor({ state: 'detached' });
});

test('a model of numbers has no means to compare, and says so', async () => {
  const { page } = await openProgram();
  const person = asPerson(() => page);
  await person.openExample('Sleep study');
  await person.fit();
  await page.getByText('Means are compared between the levels of a factor.').waitFor();
  expect(await page.getByRole('button', { name: /^Means and comparisons/ }).count()).toBe(0);
});
