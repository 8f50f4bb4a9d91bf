import type { Locator, Page } from '@playwright/test';

/** What a person does in the window, by the names that are seen on it. */
export interface Person {
  openExample(title: string): Promise<void>;
  /** Opens the file of this name in the home folder, as it is read by itself. */
  importData(name: string): Promise<void>;
  /** Chooses the parts of the shown model by pointing and clicking; groupings keep their own level. */
  build(model: {
    readonly outcome: string;
    readonly groupings: readonly string[];
    readonly predictors?: readonly string[];
  }): Promise<void>;
  /** Chooses a command of the menu that carries the project's name. */
  choose(command: string): Promise<void>;
  saveAs(path: string): Promise<void>;
  exportReport(format: 'PDF' | 'Web page', path: string): Promise<void>;
  /** Fitted values and residuals as CSV. */
  exportRows(path: string): Promise<void>;
  /** Goes to a model, or to the data, in the navigation. */
  goTo(name: string | RegExp): Promise<void>;
  /** Fits the shown model and waits for the verdict. */
  fit(): Promise<void>;
  /** The cells of a table of the results, row by row, without the head. */
  table(name: string | RegExp): Promise<string[][]>;
}

export function asPerson(page: () => Page): Person {
  const button = (name: string | RegExp, within: Page | Locator = page()) =>
    within.getByRole('button', { name, exact: typeof name === 'string' });

  const person: Person = {
    async openExample(title) {
      await button(title).click();
      await page().getByRole('banner').getByText(title, { exact: true }).waitFor();
    },
    async importData(name) {
      await button('Choose a data file').click();
      const dialog = page().getByRole('dialog', { name: 'Open a data file' });
      await dialog.getByRole('option', { name }).click();
      await button('Open', dialog).click();
      await button('Open data').click();
      await button('Build a model').waitFor();
    },
    async build({ outcome, groupings, predictors = [] }) {
      await pick('All variables for the outcome', outcome);
      for (const grouping of groupings) await pick('Add a grouping', grouping);
      for (const predictor of predictors) await pick('Add a predictor', predictor);
    },
    async choose(command) {
      await page().getByRole('banner').getByRole('button', { name: 'Project' }).click();
      await page().getByRole('menuitem', { name: command }).click();
    },
    async saveAs(path) {
      await person.choose('Save as');
      await answer('Save the project as', path);
    },
    async exportReport(format, path) {
      await person.choose(format === 'PDF' ? 'Export the report as PDF' : 'Export the report as a web page');
      const dialog = page().getByRole('dialog', { name: 'Export the report' });
      await dialog.getByRole('radio', { name: format }).check();
      await button('Choose where to save', dialog).click();
      await answer(format === 'PDF' ? 'Save the report as PDF' : 'Save the report as a web page', path);
      const written = page().getByRole('dialog', { name: 'The report is written' });
      await written.getByText(path).waitFor();
      await button('Close', written).last().click();
    },
    async exportRows(path) {
      await person.choose('Export fitted values and residuals');
      await answer('Save fitted values and residuals', path);
      const written = page().getByRole('dialog', { name: 'The table is written' });
      await written.getByText(path).waitFor();
      await button('Close', written).last().click();
    },
    async goTo(name) {
      await page().getByRole('navigation', { name: 'Project' }).getByRole('button', { name }).first().click();
    },
    async fit() {
      await button('Fit model').click();
      await page().getByRole('region', { name: 'Verdict' }).waitFor();
    },
    async table(name) {
      const rows = page().getByRole('table', { name }).locator('tbody').getByRole('row');
      await rows.first().waitFor();
      const cells = (await rows.all()).map((row) => row.locator('th, td').allInnerTexts());
      return (await Promise.all(cells)).map((texts) => texts.map((text) => text.trim()));
    },
  };
  return person;

  /** Chooses a variable in the list that a button of the builder opens. */
  async function pick(opener: string, variable: string): Promise<void> {
    await button(opener).click();
    await page()
      .getByRole('menuitem')
      .filter({ has: page().getByText(variable, { exact: true }) })
      .click();
    await page().getByRole('menu').waitFor({ state: 'hidden' });
  }

  /** Types a path into the window's own dialog. */
  async function answer(title: string, path: string): Promise<void> {
    const dialog = page().getByRole('dialog', { name: title });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(path);
    await button('Save', dialog).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
