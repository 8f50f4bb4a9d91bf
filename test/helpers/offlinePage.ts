import { pathToFileURL } from 'node:url';
import { launchBrowser } from './launchBrowser.ts';

/** The text of a page as a browser without network and without scripts shows it. */
export async function readOffline(path: string): Promise<string> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ offline: true, javaScriptEnabled: false });
    await page.goto(pathToFileURL(path).href);
    return (await page.locator('body').innerText()).replaceAll('\u00a0', ' ');
  } finally {
    await browser.close();
  }
}
