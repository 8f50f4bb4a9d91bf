import type { Answered } from './answerQuestions.ts';
import type { FitJob } from '../app/fitFile/readFitFile.ts';
import { writeReport as writeDocument } from '../exporters/writeReport.ts';
import { buildReport } from '../../src-shared/report/buildReport.ts';

/** Writes the report of one fit as HTML or PDF, by the ending of the path. Throws AppError. */
export async function writeReport(path: string, job: FitJob, { result, answers }: Answered): Promise<void> {
  const { title, labels, units } = job.file;
  const options = { dataName: job.dataset.name, labels, units, ...(title === undefined ? {} : { title }) };
  await writeDocument(buildReport(result, options, answers), path);
}
