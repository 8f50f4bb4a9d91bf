import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { launchElectron, type RunningElectron } from '../helpers/electron/launch.ts';
import { pdfPages } from '../helpers/pdfText.ts';
import { asPerson } from '../helpers/person.ts';
import { picture } from '../helpers/window.ts';

/** The built program with a data folder of its own; the test fails if its page complains about anything. */
async function start(prepare: (folder: string) => readonly string[] = () => []) {
  const folder = mkdtempSync(join(tmpdir(), 'nestwise-electron-'));
  const electron = await launchElectron([...prepare(folder), '--data-folder', join(folder, 'data')]);
  const { page } = electron;
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  let quit = false;
  const quitOnce = async () => {
    if (!quit) await electron.quit();
    quit = true;
  };
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(page, task.name);
    await quitOnce();
    rmSync(folder, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  });
  return { ...electron, folder, person: asPerson(() => page), quit: quitOnce };
}

/** What the person chooses in the system's next dialogs. */
function answerDialogs(electron: RunningElectron, path: string): Promise<unknown> {
  return electron.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, {
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath: chosen }),
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }),
    });
  }, path);
}

test('an example is opened, fitted and printed, saved by the menu, and the window remembered', async () => {
  const electron = await start();
  const { page, person, folder } = electron;
  await person.openExample('Sleep study');
  await person.fit();
  expect((await person.table(/^Coefficients/))[1][1]).toBe('10.47');

  const pdf = join(folder, 'Größe.pdf');
  await answerDialogs(electron, pdf);
  await person.choose('Export the report as PDF');
  const dialog = page.getByRole('dialog', { name: 'Export the report' });
  await dialog.getByRole('button', { name: 'Choose where to save' }).click();
  await page.getByRole('dialog', { name: 'The report is written' }).getByText(pdf).waitFor();
  await page.keyboard.press('Escape');
  expect(pdfPages(pdf).join(' ')).toContain('10.47');

  const saved = join(folder, 'sleep.nestwise');
  await answerDialogs(electron, saved);
  await electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'Save as')?.click();
  }, null);
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(existsSync(saved)).toBe(true);

  await electron.quit();
  expect(JSON.parse(readFileSync(join(folder, 'data', 'window.json'), 'utf8'))).toMatchObject({
    bounds: { width: expect.any(Number) as unknown },
    maximised: false,
  });
});

test('a file is opened from the command line, by a second start, by double click and by drop', async () => {
  const csv = (folder: string, name: string) => {
    writeFileSync(join(folder, name), 'y,g\n1,a\n2,b\n3,a\n4,b\n');
    return join(folder, name);
  };
  const electron = await start((folder) => [csv(folder, 'first.csv')]);
  const { page, folder, evaluate } = electron;
  const heading = (name: string) => page.getByRole('heading', { name: new RegExp(name) }).first();
  await heading('first.csv').waitFor();
  await evaluate(
    ({ app }, path) => app.emit('second-instance', {}, [], '', { openPath: path }),
    csv(folder, 'second.csv'),
  );
  await heading('second.csv').waitFor();
  await evaluate(
    ({ app }, path) => app.emit('open-file', { preventDefault: () => undefined }, path),
    csv(folder, 'third.csv'),
  );
  await heading('third.csv').waitFor();
  await electron.drop(csv(folder, 'fourth.csv'));
  await heading('fourth.csv').waitFor();
});

test('the window is locked: no navigation, no new window, no foreign sender, no Node', async () => {
  const { page, evaluate } = await start();
  const before = page.url();
  await page.evaluate('location.href = "https://example.com/"').catch(() => undefined);
  await page.evaluate('void window.open("https://example.com/")');
  await page.getByRole('button', { name: 'Sleep study', exact: true }).waitFor();
  expect(page.url()).toBe(before);
  expect(await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1);
  expect(
    await page.evaluate('[typeof require, typeof process, Object.keys(window.nestwise).sort().join()]'),
  ).toEqual(['undefined', 'undefined', 'connect,pathOfFile']);

  const sent = await evaluate(({ ipcMain, BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0];
    let answered = 0;
    const sender = { mainFrame: { url: 'nestwise://window/' }, postMessage: () => answered++ };
    const ask = (senderFrame: unknown, from: unknown = sender) => {
      ipcMain.emit('connect', { sender: from, senderFrame });
      return answered;
    };
    const outcomes = [
      ask(null),
      ask({ url: 'nestwise://window/' }), // a frame within the page
      ask(sender.mainFrame, { ...sender, mainFrame: webContents.mainFrame }),
    ];
    sender.mainFrame.url = 'https://example.com/';
    outcomes.push(ask(sender.mainFrame));
    sender.mainFrame.url = 'nestwise://window/';
    outcomes.push(ask(sender.mainFrame));
    return outcomes;
  }, null);
  expect(sent).toEqual([0, 0, 0, 0, 1]);
});

test('a lost worker is told and replaced; a reload takes the project up again', async () => {
  const { page, person, evaluate } = await start();
  const fit = page.getByRole('button', { name: 'Fit model' });
  // The status line, and the results where they say the same.
  const running = page.getByText(/^iteration/).first();
  await person.openExample('Ratings of lectures');
  await fit.click();
  await running.waitFor();
  await evaluate(({ app }) => {
    for (const { type, name, pid } of app.getAppMetrics()) {
      if (type === 'Utility' && name === 'Nestwise worker') process.kill(pid, 'SIGKILL');
    }
  }, null);
  await page
    .getByText(/Nothing that was saved is lost/)
    .first()
    .waitFor();
  await fit.click();
  await running.waitFor();
  await page.reload();
  await running.waitFor();
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await page.getByText('Ready').waitFor();
});
