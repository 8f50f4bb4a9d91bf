import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeReport } from '../../src-main/exporters/writeReport.ts';
import { buildReport } from '../../src-shared/report/buildReport.ts';
import { launchBrowser } from '../helpers/launchBrowser.ts';
import { hostileLevel, hostileNames, hostileResult } from '../helpers/reportNames.ts';
import { sleepstudyResult } from '../helpers/reportSleepstudy.ts';
import { singularResult, treesResult } from '../helpers/reportVariants.ts';

const reports = {
  sleepstudy: sleepstudyResult(),
  hostile: hostileResult(),
  singular: singularResult(),
  'least-squares': treesResult(),
};
type Name = keyof typeof reports;
const names = Object.keys(reports) as Name[];

const folder = mkdtempSync(join(tmpdir(), 'nestwise-report-'));
let browser: Browser;

beforeAll(async () => {
  for (const name of names) {
    await writeReport(buildReport(reports[name], { dataName: `${name}.csv` }), join(folder, `${name}.html`));
  }
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a report; every message of the console, error or request but the page itself is collected. */
async function open(
  name: Name,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
  page.on('request', (request) => {
    if (request.url() !== url) complaints.push(request.url());
  });
  await page.goto(url);
  return { page, complaints };
}

describe.each(names)('%s', (name) => {
  it.each([true, false])('opens without a complaint, with scripts on: %s', async (javaScriptEnabled) => {
    const { page, complaints } = await open(name, { javaScriptEnabled, offline: true });
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('svg[role=img]').count()).toBeGreaterThanOrEqual(3);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('fits a telephone without sideways scrolling of the page', async () => {
    const { page } = await open(name, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.context().close();
  });
});

describe.each(['sleepstudy', 'singular'] as const)('%s', (name) => {
  it.each(['light', 'dark'] as const)('has no serious fault of accessibility, %s', async (colorScheme) => {
    const { page } = await open(name, { colorScheme, bypassCSP: true });
    const { violations, passes } = await new AxeBuilder({ page })
      .setLegacyMode()
      .exclude('svg > *')
      .analyze();
    expect(passes.length).toBeGreaterThan(15);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
      [],
    );
    await page.context().close();
  });
});

describe('names', () => {
  it('are shown as typed', async () => {
    const { page } = await open('hostile');
    const text = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
    for (const typed of Object.values(hostileNames)) expect(text).toContain(typed);
    const [mathText] = await page.locator('math').allTextContents();
    expect(mathText).toContain('变量');
    const labels = await page.locator('svg text').allTextContents();
    expect(labels.some((label) => label.startsWith(hostileLevel('').slice(0, 6)))).toBe(true);
    await page.context().close();
  });
});

describe('dark and light', () => {
  it('are two looks of one page; paper is light', async () => {
    const { page } = await open('sleepstudy', { colorScheme: 'dark' });
    const look = `(() => { const line = [...document.querySelectorAll('svg path')].find((path) => path.getAttribute('stroke') === 'var(--plot-accent)');
      return [getComputedStyle(document.body).backgroundColor, getComputedStyle(line).stroke]; })()`;
    expect(await page.evaluate(look)).toEqual(['rgb(23, 25, 27)', 'rgb(92, 195, 192)']);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(look)).toEqual(['rgb(255, 255, 255)', 'rgb(11, 107, 112)']);
    await page.context().close();
  });
});

describe('PDF', () => {
  it('has pages, text and vector plots', async () => {
    const path = join(folder, 'sleepstudy.pdf');
    await writeReport(buildReport(reports.sleepstudy, { dataName: 'sleepstudy.csv' }), path);
    const pdf = readFileSync(path);
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    expect(pages.length).toBeGreaterThanOrEqual(2);
    expect(pages.length).toBeLessThanOrEqual(5);
    expect(pdf.toString('latin1')).not.toMatch(/\/Subtype\s*\/Image/);
    // Text that can be selected has fonts with a way back to letters.
    expect(pdf.toString('latin1')).toContain('/ToUnicode');
    const drawing = contentOf(pdf);
    expect(drawing.match(/\bT[jJ]\b/g)?.length ?? 0).toBeGreaterThan(100);
    expect(drawing.match(/ [lc]\n/g)?.length ?? 0).toBeGreaterThan(500);
  });

  it('keeps a failed print from touching an earlier file', async () => {
    const path = join(folder, 'kept.pdf');
    writeFileSync(path, 'earlier');
    const before = process.env['NESTWISE_BROWSER'];
    process.env['NESTWISE_BROWSER'] = process.execPath;
    try {
      await expect(writeReport(buildReport(reports.singular, { dataName: 'd' }), path)).rejects.toMatchObject(
        { code: 'pdf-failed' },
      );
    } finally {
      if (before === undefined) delete process.env['NESTWISE_BROWSER'];
      else process.env['NESTWISE_BROWSER'] = before;
    }
    expect(readFileSync(path, 'utf8')).toBe('earlier');
  });
});

/** All compressed streams of a PDF that hold drawing or text operators, as text. */
function contentOf(pdf: Buffer): string {
  const texts: string[] = [];
  let from = 0;
  for (;;) {
    const start = pdf.indexOf('stream\n', from);
    if (start < 0) return texts.join('\n');
    const end = pdf.indexOf('endstream', start);
    from = end + 9;
    const body = pdf.subarray(start + 7, end);
    if (body[0] !== 0x78) continue;
    texts.push(inflateSync(body).toString('latin1'));
  }
}
