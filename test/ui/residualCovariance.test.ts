import { expect, test } from 'vitest';
import { fittedProject } from '../helpers/fittedProject.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram } from '../helpers/window.ts';

test.each(['light', 'dark'] as const)(
  'the residual covariance of repeated measures is pictured; pointing names two visits, %s',
  async (colorScheme) => {
    const path = await fittedProject('trial', {
      groupings: [],
      residual: { structure: 'un', subject: ['subject'], time: 'visit' },
    });
    const { page } = await openProgram({
      args: [path],
      viewport: { width: 1024, height: 700 },
      colorScheme,
    });
    await page.getByText('UN residuals within patient over visit', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Residuals', exact: true }).click();
    const own = page.getByRole('img', { name: /^Correlation of the residuals/ });
    await own.scrollIntoViewIfNeeded();
    await own.getByText('1', { exact: true }).first().waitFor();
    const model = page.getByRole('img', { name: /^Correlation in the model/ });
    const written = await model.locator('svg text').allTextContents();
    expect(written.filter((text) => /^0\.\d\d$/.test(text))).toHaveLength(12);
    const box = await own.boundingBox();
    // The third of four columns in the first of four rows.
    await page.mouse.move(box!.x + box!.width * 0.65, box!.y + box!.height * 0.15);
    const tooltip = own.locator('.plot-tooltip');
    await tooltip.getByText('Visits V01 and V03').waitFor();
    expect(await tooltip.innerText()).toMatch(
      /Correlation in the model: 0\.\d\d\nOf the residuals: 0\.\d\d \(\d+ patients with both\)$/,
    );
    await page
      .getByRole('img', { name: /^Correlation and distance/ })
      .locator('svg')
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  },
);
