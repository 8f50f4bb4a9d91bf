import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { draftOf } from '../../src-shared/draft/specOf.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import { exampleFile, examples } from '../examples/examples.ts';
import type { Services, WindowSession } from './services.ts';

/** Opens an example as an untitled project, with its labels and its prepared model, not yet fitted. */
export function exampleHandlers({
  jobs,
  projects,
}: Services): Pick<Handlers<Requests, WindowSession>, 'example.open'> {
  return {
    'example.open': async ({ exampleId }, { session, signal }) => {
      const example = examples.find(({ id }) => id === exampleId);
      if (example === undefined)
        throw new AppError(
          'unknown-example',
          `There is no example named "${exampleId}".`,
          'Choose one of the gallery.',
        );
      const { dataset, summaries } = await jobs.run(
        'readCsv',
        { path: exampleFile(example), name: example.file, options: example.csvOptions },
        { signal },
      );
      const draft = draftOf(modelSpecSchema.parse(example.model));
      const project = await projects.create(dataset, {
        summaries,
        name: example.title,
        models: [{ name: example.modelName, draft }],
        labels: example.labels,
        units: example.units,
      });
      projects.show(session, project);
      return project.state();
    },
  };
}
