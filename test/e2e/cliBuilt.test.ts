import { expect, test } from 'vitest';
import { runCli } from '../helpers/runCli.ts';

test('the built command line gives the numbers of the sources', async () => {
  const args = ['test/fixtures/fit/sleepstudy.json'];
  const [built, source] = await Promise.all([
    runCli('out/main/fit.js', args),
    runCli('src-main/cli/fit.ts', args),
  ]);
  expect(built.status).toBe(0);
  const [left, right] = [built, source].map((run) => ({ ...run.lines()[0].result, timing: null }));
  expect(left).toEqual(right);
});
