import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import type { DataStructure } from '../../src-shared/model/dataStructure.ts';
import type { OpenProject } from './openProjects.ts';
import type { Services, WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';

/** Answers kept per project: the builder asks the same again with every undo and every change of model. */
const KEPT = 32;

/** Facts about the data for the model builder. */
export function structureHandlers({
  jobs,
}: Services): Pick<Handlers<Requests, WindowSession>, 'data.structure'> {
  const kept = new WeakMap<OpenProject, Map<string, DataStructure>>();

  return {
    'data.structure': async (question, { session, signal }) => {
      const project = shownProject(session);
      const { groupings, predictors, response, others, repeated } = question;
      const ofRepeated = repeated === null ? [] : [...repeated.subject, repeated.time, repeated.group ?? []];
      const all = [groupings, predictors, response ?? [], others, ofRepeated].flat(2);
      const names = [...new Set(all)];
      const key = JSON.stringify([question, project.store.revisions(names)]);
      const answers = kept.get(project) ?? new Map<string, DataStructure>();
      kept.set(project, answers);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const dataset = project.store.readColumns(names);
      const answer = await jobs.run('structure', { dataset, ...question }, { signal });
      answers.set(key, answer);
      if (answers.size > KEPT) answers.delete(answers.keys().next().value!);
      return answer;
    },
  };
}
