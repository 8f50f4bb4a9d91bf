import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root, runCli, runWithClosedOutput } from '../helpers/runCli.ts';

const script = 'src-main/cli/fit.ts';
const example = 'test/fixtures/fit/sleepstudy.json';
const folder = mkdtempSync(join(tmpdir(), 'nestwise-cli-'));
const sleepstudy = join(root, 'src-main/examples/data/sleepstudy.csv');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fitFile(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('one line per file and nothing else, a bad file never stops the next', async () => {
  const files = [
    example,
    join(folder, 'absent.json'),
    folder,
    fitFile('text.json', 'y ~ x'),
    fitFile('no-data.json', { data: 'absent.csv', formula: 'y ~ x' }),
    fitFile('unknown.json', { data: sleepstudy, formula: 'Reaction ~ Dais + (1 | Subject)' }),
    fitFile('means.json', {
      data: sleepstudy,
      formula: 'Reaction ~ Days',
      method: 'OLS',
      emmeans: [{ specs: '~ Days' }],
    }),
    fitFile('label.json', { data: sleepstudy, formula: 'Reaction ~ Days', labels: { days: 'Days' } }),
    'test/reference/cases/lm-sleepstudy.json',
  ];
  const run = await runCli(script, files);
  const lines = run.lines();
  expect(lines.map((line) => line.file)).toEqual(files);
  expect(lines.map((line) => line.error?.code ?? 'fitted')).toEqual([
    'fitted',
    'file-not-found',
    'not-a-file',
    'not-json',
    'file-not-found',
    'unknown-column',
    'means-specs',
    'unknown-column',
    'fitted',
  ]);
  for (const { error } of lines) {
    if (error)
      expect([error.message, error.hint]).toEqual([expect.stringMatching(/\.$/), expect.any(String)]);
  }
  expect(run.status).toBe(1);
});

test('the result has the members of the documentation, in their order', async () => {
  const save = ['fitted', 'population', 'residuals', 'ranef'];
  const spec = { data: sleepstudy, formula: 'Reaction ~ Days + (Days | Subject)', save };
  const mixed = fitFile('mixed.json', { ...spec, columns: { Subject: 'nominal' } });
  const plain = fitFile('plain.json', { data: sleepstudy, formula: 'Reaction ~ Days', method: 'OLS' });
  const run = await runCli(script, [mixed, plain]);
  expect(run.status).toBe(0);
  const [first, second] = run.lines().map((line) => line.result!);
  const common =
    'method minus2LogLik logLik aic bic nObs nDropped nParameters converged singular sigma theta nGroups ' +
    'optimizer timing fixed vcov anova variance r2';
  expect(Object.keys(first).join(' ')).toBe(`${common} icc ranef fitted population residuals notices`);
  expect(Object.keys(second).join(' ')).toBe(`${common} glance diagnostics notices`);

  expect(first).toMatchObject({ method: 'REML', nObs: 180, nDropped: 0, nGroups: { Subject: 18 } });
  expect(first['minus2LogLik']).toBeCloseTo(1743.628272, 5);
  expect(Object.keys(first['timing'] as object)).toEqual(['readMs', 'fitMs', 'inferenceMs']);
  expect(Object.keys(first['optimizer'] as object)).toEqual(['iterations', 'evaluations', 'gradientNorm']);
  expect((first['variance'] as object[]).map((row) => Object.keys(row).join(' '))).toEqual([
    'group term variance sd share',
    'group term variance sd share',
    'group term term2 covariance correlation share',
    'group variance sd share',
  ]);
  const rows = ['fitted', 'population', 'residuals'].map((part) => (first[part] as number[]).length);
  expect(rows).toEqual([180, 180, 180]);
  expect(first['ranef']).toMatchObject([{ group: 'Subject', terms: ['(Intercept)', 'Days'] }]);
});

test('a cell that cannot be read is told on standard error and in the result', async () => {
  writeFileSync(join(folder, 'cells.csv'), 'x,y\n1,2\n2,4\nthree,6\n4,7\n5,11\n6,12\n7,13\n8,17\n9,18\n');
  const file = fitFile('cells.json', {
    data: 'cells.csv',
    formula: 'y ~ x',
    method: 'OLS',
    columns: { x: 'continuous' },
  });
  const run = await runCli(script, [file]);
  expect(run.stderr).toContain('line 4, x: "three"');
  expect(run.lines()[0].result).toMatchObject({ nObs: 8, nDropped: 1 });
  expect(JSON.stringify(run.lines()[0].result?.['notices'])).toContain('three');
});

test('what the reader doubts is told on standard error also where the fit fails', async () => {
  writeFileSync(join(folder, 'euro.csv'), 'x,y\n1,€2.00\n2,€2.73\n3,€3.47\n');
  const run = await runCli(script, [
    fitFile('euro.json', { data: 'euro.csv', formula: 'y ~ x', method: 'OLS' }),
  ]);
  expect(run.lines()[0].error?.code).toBe('response-not-numeric');
  expect(run.stderr).toContain('"€2.00" in line 2, because it has a currency sign');
});

test.each([[[]], [['--report', 'r.txt', example]], [['--report', 'r.html', example, example]], [['--what']]])(
  'wrong usage %j: status 2, help on standard error, no output',
  async (args) => {
    const run = await runCli(script, args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain('Usage:');
  },
);

test('reports as HTML and PDF, with the title, labels and units of the fit file', async () => {
  const html = join(folder, '{name}.html');
  const run = await runCli(script, ['--report', html, example, 'test/reference/cases/lm-sleepstudy.json']);
  expect(run.status).toBe(0);
  const page = readFileSync(join(folder, 'sleepstudy.html'), 'utf8');
  expect(page).toContain('<title>Reaction time in a sleep deprivation study</title>');
  expect(page).toContain('Each extra day');
  expect(readFileSync(join(folder, 'lm-sleepstudy.html'), 'utf8')).toContain('<svg');

  const pdf = join(folder, 'report.pdf');
  expect((await runCli(script, ['--report', pdf, example])).status).toBe(0);
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a report that cannot be written is an error of its file', async () => {
  const run = await runCli(script, ['--report', join(folder, 'absent/r.html'), example]);
  expect(run.status).toBe(1);
  expect(run.lines()[0].error?.code).toBe('cannot-write');
});

test('a reader that goes away early ends the run quietly', async () => {
  const run = await runWithClosedOutput(script, [example, example]);
  expect(run.status).toBe(1);
  expect(run.stderr).not.toContain('EPIPE');
});
