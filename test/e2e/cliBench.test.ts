import { expect, test } from 'vitest';
import { runCli } from '../helpers/runCli.ts';

test('bench prints one line of times per file, and an error line for a bad one', async () => {
  const files = [
    'test/fixtures/fit/sleepstudy.json',
    'absent.json',
    'test/reference/cases/lm-sleepstudy.json',
  ];
  const run = await runCli('src-main/cli/bench.ts', ['--repeat', '3', ...files]);
  expect(run.status).toBe(1);
  const [mixed, absent, plain] = run.lines();
  expect([mixed, absent, plain].map((line) => line.file)).toEqual(files);
  expect(absent.error?.code).toBe('file-not-found');
  for (const line of [mixed, plain]) {
    expect(Object.keys(line)).toEqual(['file', 'ok', 'fit', 'inference', 'iterations', 'evaluations']);
    expect(Object.keys(line['fit'] as object)).toEqual(['coldMs', 'medianMs', 'minMs', 'maxMs']);
  }
  expect(mixed['iterations']).toBeGreaterThan(0);
  expect(plain['iterations']).toBe(0);
});
