import type { WorkProgress } from '../../src-shared/contract/requests.ts';
import type { CsvOptions, CsvReading } from '../../src-shared/model/csvReading.ts';
import { readCsv } from '../importers/csv/readCsv.ts';
import { PROGRESS_INTERVAL_MS } from './progressInterval.ts';
import { readDataFile } from './readDataFile.ts';
import { throttle } from './throttle.ts';

/** Share of the time that getting the bytes from the disk takes. */
const FILE_SHARE = 0.08;

/** Reads a delimited text file, telling how far it is. Throws AppError for whatever is wrong with it. */
export function readTable(
  { path, name, options }: { readonly path: string; readonly name: string; readonly options: CsvOptions },
  onProgress: (progress: WorkProgress) => void,
): CsvReading {
  const tell = throttle(onProgress, PROGRESS_INTERVAL_MS);
  const bytes = readDataFile(path, name, (fraction) => {
    tell({ fraction: FILE_SHARE * fraction, doing: 'Reading the file' });
  });
  return readCsv(bytes, name, options, (fraction, doing) => {
    tell({ fraction: FILE_SHARE + (1 - FILE_SHARE) * fraction, doing });
  });
}
