/** `npm run --silent bench`: fits each file several times in one process and prints the times. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readFitFile } from '../app/fitFile/readFitFile.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { answerQuestions } from './answerQuestions.ts';
import { benchUsage, parseBenchArguments } from './arguments.ts';
import { errorJson, runCommand, say, writeLine } from './lines.ts';
import { times } from './times.ts';

/** After the first fit, fits go untimed for so long: a small one needs hundreds until its code is compiled. */
const WARM_UP_MS = 1000;

await runCommand(benchUsage, async () => {
  const { files, repeat } = parseBenchArguments(process.argv.slice(2));
  return files.length === 1 ? bench(files[0], repeat) : benchEach(files, repeat);
});

/** One process per file: only the first fit of a process is a cold one. */
function benchEach(files: readonly string[], repeat: number): number {
  const statuses = files.map((file) => {
    const args = [
      ...process.execArgv,
      fileURLToPath(import.meta.url),
      '--repeat',
      String(repeat),
      '--',
      file,
    ];
    return spawnSync(process.execPath, args, { stdio: 'inherit' }).status;
  });
  return statuses.every((status) => status === 0) ? 0 : 1;
}

async function bench(file: string, repeat: number): Promise<number> {
  try {
    const job = readFitFile(file);
    const fit = (): FitResult => answerQuestions(job).result;
    const started = performance.now();
    let last = fit();
    const results = [last.timing];
    while (performance.now() - started < WARM_UP_MS) fit();
    for (let i = 0; i < repeat; i++) {
      last = fit();
      results.push(last.timing);
    }
    say(`${file}: peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
    await writeLine({
      file,
      ok: true,
      fit: times(results.map((timing) => timing.fitMs)),
      inference: times(results.map((timing) => timing.inferenceMs)),
      iterations: last.certificate.iterations,
      evaluations: last.certificate.evaluations,
    });
    return 0;
  } catch (cause) {
    await writeLine({ file, ok: false, error: errorJson(cause) });
    return 1;
  }
}
