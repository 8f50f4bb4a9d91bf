import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOffline } from '../../helpers/offlinePage.ts';
import { pdfPages } from '../../helpers/pdfText.ts';
import { asPerson } from '../../helpers/person.ts';
import { hostileLevel, hostileNames } from '../../helpers/reportNames.ts';
import { root } from '../../helpers/runCli.ts';
import { openProgram } from '../../helpers/window.ts';

const { response, predictor, group } = hostileNames;
const longName = 'x'.repeat(10_000);

/** The sleep study with hostile names of columns and levels, and a name of 10,000 characters. */
function hostileCsv(): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const path = join(root, 'src-main/examples/data/sleepstudy.csv');
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const rows = lines.map((line, i) => {
    const [reaction, days, subject] = line.split(',');
    return [reaction, days, quoted(hostileLevel(subject.replaceAll('"', ''))), i].join(',');
  });
  return [[response, predictor, group, longName].map(quoted).join(','), ...rows].join('\n');
}

test('hostile names survive import, model, results, saving and both exports', async () => {
  const program = await openProgram();
  const person = asPerson(() => program.page);
  const { page } = program;
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  const file = `<img src=x onerror=alert(1)> & 'µs' 变量.csv`;
  writeFileSync(join(program.folder, file), hostileCsv());
  await person.importData(file);
  await page
    .getByRole('gridcell', { name: hostileLevel('308') })
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Build a model' }).click();
  await person.build({ outcome: response, groupings: [group], predictors: [predictor] });
  await page.getByRole('checkbox', { name: `Own effect of ${predictor}` }).check();
  await person.fit();
  const coefficients = await person.table(/^Coefficients/);
  expect(coefficients[1][0]).toContain(predictor);
  expect(coefficients[1][1]).toBe('10.47');
  expect((await person.table(/^Variance components/))[0][0]).toContain(group);

  const project = join(program.folder, `"p" <b>变量.nestwise`);
  await person.saveAs(project);
  await program.restart('end');
  await program.page.getByRole('button', { name: project }).click();
  await person.goTo('Model 1');
  expect((await person.table(/^Coefficients/))[1][0]).toContain(predictor);

  const html = join(program.folder, '<script> λ.html');
  await person.exportReport('Web page', html);
  const shown = await readOffline(html);
  for (const name of [response, predictor, group]) expect(shown).toContain(name);
  const pdf = join(program.folder, '<script> λ.pdf');
  await person.exportReport('PDF', pdf);
  expect(pdfPages(pdf).join('\n').replace(/\s+/g, ' ')).toContain(`<script>alert("x")</script> & 'µs'`);
  expect(dialogs).toBe(0);
});
