import type { WorkProgress } from '../../src-shared/contract/requests.ts';
import type { CsvOptions } from '../../src-shared/model/csvReading.ts';
import type { ImportReading } from '../../src-shared/model/importReading.ts';
import { summarise } from '../../src-shared/summary/summarise.ts';
import { readCsv } from '../importers/csv/readCsv.ts';
import { PROGRESS_INTERVAL_MS } from './progressInterval.ts';
import { readDataFile } from './readDataFile.ts';
import { throttle } from './throttle.ts';

/** Share of the time that getting the bytes from the disk takes. */
const FILE_SHARE = 0.08;

/** Unreadable cells that are handed over; the others are counted. */
const SHOWN_PROBLEMS = 200;

/** Reads a delimited text file and sums up its columns, telling how far it is. Throws AppError for whatever is wrong with it. */
export function readTable(
  { path, name, options }: { readonly path: string; readonly name: string; readonly options: CsvOptions },
  onProgress: (progress: WorkProgress) => void,
): ImportReading {
  const tell = throttle(onProgress, PROGRESS_INTERVAL_MS);
  const bytes = readDataFile(path, name, (fraction) => {
    tell({ fraction: FILE_SHARE * fraction, doing: 'Reading the file' });
  });
  const reading = readCsv(bytes, name, options, (fraction, doing) => {
    tell({ fraction: FILE_SHARE + (1 - FILE_SHARE) * fraction, doing });
  });
  return {
    ...reading,
    problems: reading.problems.slice(0, SHOWN_PROBLEMS),
    nProblems: reading.problems.length,
    summaries: reading.dataset.columns.map(summarise),
  };
}
