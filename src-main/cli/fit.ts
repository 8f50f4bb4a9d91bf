/** `npm run --silent fit`: fit files in, one line of JSON per file out, and a report where one is asked for. */
import { describeProblem, readFitFile, type FitJob } from '../app/fitFile/readFitFile.ts';
import { answerQuestions, type Answered } from './answerQuestions.ts';
import { fitUsage, parseFitArguments, type FitArguments } from './arguments.ts';
import { errorJson, runCommand, say, writeLine, type ErrorJson } from './lines.ts';
import { progressLine } from './progressLine.ts';
import { resultJson } from './resultJson.ts';

await runCommand(fitUsage, async () => fitAll(parseFitArguments(process.argv.slice(2))));

/** Fits one file after the other; a bad one never stops the next. Gives the exit status. */
async function fitAll({ files, reportPath }: FitArguments): Promise<number> {
  let status = 0;
  for (const file of files) {
    const line = await fitLine(file, reportPath?.(file) ?? null);
    if (!line.ok) status = 1;
    await writeLine(line);
  }
  return status;
}

type FitLine =
  | { readonly file: string; readonly ok: true; readonly result: object }
  | { readonly file: string; readonly ok: false; readonly error: ErrorJson };

async function fitLine(file: string, reportPath: string | null): Promise<FitLine> {
  try {
    const { job, answered } = fitFile(file);
    if (reportPath !== null) await writeReport(reportPath, job, answered);
    return { file, ok: true, result: resultJson(answered, job.file.save, job.readMs) };
  } catch (cause) {
    return { file, ok: false, error: errorJson(cause) };
  }
}

function fitFile(path: string): { job: FitJob; answered: Answered } {
  const job = readFitFile(path);
  for (const problem of job.problems) say(`${path}: ${describeProblem(problem)}`);
  // Before the fit: a fit that fails often does so because of them.
  for (const notice of job.notices) say(`${path}: ${notice.message}`);
  const { result, answers } = answerQuestions(job, progressLine(path));
  for (const notice of result.notices) say(`${path}: ${notice.message}`);
  return { job, answered: { result: { ...result, notices: [...job.notices, ...result.notices] }, answers } };
}

/** Loaded only when needed: the drawing of plots is the largest part of the program. */
async function writeReport(path: string, job: FitJob, answered: Answered): Promise<void> {
  const report = await import('./writeReport.ts');
  await report.writeReport(path, job, answered);
}
