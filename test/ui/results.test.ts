import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { asPerson } from '../helpers/person.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { openProgram } from '../helpers/window.ts';

/** The sleep study's prepared model, fitted. */
async function fitted(options: Parameters<typeof openProgram>[0] = {}): Promise<Page> {
  const program = await openProgram(options);
  const person = asPerson(() => program.page);
  await person.openExample('Sleep study');
  await person.fit();
  return program.page;
}

test('a table is copied as a table and as text', async () => {
  const page = await fitted();
  const copy = page.getByRole('button', { name: /^Copy table: Coefficients/ });
  await copy.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Table copied', { exact: true }).waitFor({ state: 'attached' });
  const [html, text] = await page.evaluate<[string, string]>(`(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (await item.getType(type)).text();
    return [await read('text/html'), await read('text/plain')];
  })()`);
  expect(text.split(/\r?\n/).map((line) => line.split('\t').slice(0, 2))).toEqual([
    ['Term', 'Estimate'],
    ['Intercept (Days of sleep deprivation = 0)', '251.41'],
    ['Days of sleep deprivation (per day)', '10.47'],
  ]);
  expect(html.match(/<tr/g)).toHaveLength(3);
  expect(html).toMatch(/<td[^>]*text-align: ?right[^>]*>10\.47<\/td>/);
});

test('a plot is saved as vectors and as pixels, named after what it shows', async () => {
  const page = await fitted();
  const saved = async (kind: string) => {
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save as ${kind}: How subjects differ in level` }).click();
    const download = await started;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const svg = await saved('SVG');
  expect(svg.name).toBe('How subjects differ in level.svg');
  const drawing = svg.bytes.toString();
  expect(drawing).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(drawing).toMatch(/<text[^>]*>308<\/text>/);
  expect(drawing).not.toContain('var(');
  const png = await saved('PNG');
  expect(png.name).toBe('How subjects differ in level.png');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  // Twice the size at which it is drawn.
  expect(png.bytes.readUInt32BE(16)).toBe(704);
});

test('pointing names the subject; a click selects it in every plot, Escape lets it go', async () => {
  const page = await fitted();
  const level = page.getByRole('img', { name: /^How subjects differ in level/ });
  await level.scrollIntoViewIfNeeded();
  await level.getByText('308', { exact: true }).waitFor();
  const box = (await level.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const row = await level.getByText('308', { exact: true }).boundingBox();
  const y = (row?.y ?? 0) + (row?.height ?? 0) / 2;
  const tooltip = level.locator('.plot-tooltip');
  for (let x = box.x + 40; x < box.x + box.width && !(await tooltip.isVisible()); x += 5) {
    await page.mouse.move(x, y);
  }
  await tooltip.getByText('Subject 308').waitFor();
  expect(await tooltip.innerText()).toMatch(/Deviation in level: .*\nSE .*, 95.% interval /);
  await page.mouse.down();
  await page.mouse.up();
  await page.getByText('Subject 308 selected').first().waitFor();
  const selected = page.locator('svg [stroke="#c2632b"], svg [fill="#c2632b"]');
  for (const name of [/^How subjects differ in level/, /^How subjects differ in effect/]) {
    await page.getByRole('img', { name }).locator(selected).first().waitFor({ state: 'attached' });
  }
  await page.getByRole('button', { name: 'Effects', exact: true }).click();
  await page
    .getByRole('img', { name: /^Reaction time over/ })
    .locator(selected)
    .first()
    .waitFor();
  // Going to a section moves the results, never the window.
  expect(await page.evaluate('document.documentElement.scrollTop + document.body.scrollTop')).toBe(0);
  await page.keyboard.press('Escape');
  await selected.first().waitFor({ state: 'detached' });
});

test.each(['light', 'dark'] as const)(
  'the results have no serious fault of accessibility, %s',
  async (colorScheme) => {
    const page = await fitted({ viewport: { width: 1024, height: 700 }, colorScheme });
    await page.getByRole('button', { name: 'Effects', exact: true }).click();
    await page
      .getByRole('img', { name: /^Reaction time over/ })
      .locator('svg')
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  },
);
