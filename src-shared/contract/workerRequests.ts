import { z } from 'zod';
import type { Answer, Question } from '../model/analyses/index.ts';
import type { CsvOptions } from '../model/csvReading.ts';
import type { Dataset } from '../model/dataset.ts';
import type { DataStructure } from '../model/dataStructure.ts';
import type { RepeatedQuestion } from '../model/repeatedStructure.ts';
import type { FitResult, Progress } from '../model/fitResult.ts';
import type { ImportReading } from '../model/importReading.ts';
import type { ModelSpec } from '../model/modelSpec.ts';
import { request } from './definition.ts';
import type { WorkProgress } from './requests.ts';

/** Both ends are this program, so that the parameters are typed but not checked again. */
const trusted = <T>() => z.custom<T>();

/** What the main process asks of a worker. Each worker does one thing at a time; cancel may kill it. */
export const workerRequests = {
  fit: request(trusted<{ readonly dataset: Dataset; readonly spec: ModelSpec }>())<FitResult, Progress>(),
  ask: request(
    trusted<{ readonly dataset: Dataset; readonly spec: ModelSpec; readonly question: Question }>(),
  )<Answer, Progress>(),
  /** Ends what is being asked with what there is so far. Answered at once. */
  stop: request(trusted<Readonly<Record<string, never>>>())<null>(),
  readCsv: request(trusted<{ readonly path: string; readonly name: string; readonly options: CsvOptions }>())<
    ImportReading,
    WorkProgress
  >(),
  structure:
    request(
      trusted<{
        readonly dataset: Dataset;
        readonly groupings: readonly (readonly string[])[];
        readonly predictors: readonly string[];
        readonly response: string | null;
        readonly others?: readonly string[];
        readonly repeated?: RepeatedQuestion | null;
      }>(),
    )<DataStructure>(),
} as const;
export type WorkerRequests = typeof workerRequests;
