import { extname } from 'node:path';
import type { Handlers, RequestContext } from '../../src-shared/contract/definition.ts';
import type { DataSource, Requests, WorkProgress } from '../../src-shared/contract/requests.ts';
import type { CsvOptions } from '../../src-shared/model/csvReading.ts';
import type { ImportReading } from '../../src-shared/model/importReading.ts';
import { importFile } from './importSource.ts';
import { previewOf } from './previewOf.ts';
import type { Services, WindowSession } from './services.ts';

/** What a window read last: import after a preview need not read the file again. */
interface LastReading {
  readonly key: string;
  readonly reading: ImportReading;
}

/** Data files: looked at first, then made the data of a new project. */
export function importHandlers({
  jobs,
  projects,
  uploads,
}: Services): Pick<Handlers<Requests, WindowSession>, 'import.preview' | 'import.commit'> {
  const last = new WeakMap<WindowSession, LastReading>();

  async function read(
    params: { readonly source: DataSource; readonly options: CsvOptions },
    { session, signal, progress }: RequestContext<WorkProgress, WindowSession>,
  ): Promise<ImportReading> {
    const { path, name, version } = importFile(params.source, uploads);
    const key = JSON.stringify([version, name, params.options]);
    const known = last.get(session);
    if (known?.key === key) return known.reading;
    last.delete(session); // two readings of a large file need not be in memory at once
    const reading = await jobs.run(
      'readCsv',
      { path, name, options: params.options },
      { signal, onProgress: progress },
    );
    last.set(session, { key, reading });
    return reading;
  }

  return {
    'import.preview': async (params, context) => previewOf(await read(params, context), params.options),
    'import.commit': async (params, context) => {
      const { dataset, summaries } = await read(params, context);
      const project = await projects.create(dataset, {
        name: withoutEnding(dataset.name),
        summaries,
        onProgress: (fraction) => {
          context.progress({ fraction, doing: 'Saving the project' });
        },
      });
      projects.show(context.session, project);
      last.delete(context.session);
      if ('upload' in params.source) uploads.discard(params.source.upload);
      return project.state();
    },
  };
}

function withoutEnding(name: string): string {
  return name.slice(0, name.length - extname(name).length) || name;
}
