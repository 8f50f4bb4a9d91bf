import { basename, extname } from 'node:path';
import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import type { ProjectState } from '../../src-shared/model/project.ts';
import type { OpenProject } from './openProject.ts';
import type { Services, WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';
import { userPath } from './userPath.ts';

type ProjectRequests =
  'project.open' | 'project.openUpload' | 'project.resume' | 'project.saveAs' | 'project.close';

export function projectHandlers({
  projects,
  uploads,
}: Services): Pick<Handlers<Requests, WindowSession>, ProjectRequests> {
  function show(session: WindowSession, project: OpenProject): ProjectState {
    projects.show(session, project);
    if (project.store.damaged) session.emit('message', { severity: 'serious', text: damagedText(project) });
    return project.state();
  }
  return {
    'project.open': ({ path }, { session }) => show(session, projects.open(userPath(path))),
    'project.openUpload': ({ upload }, { session }) => {
      const { path, name } = uploads.find(upload);
      const state = show(session, projects.openCopy(path, basename(name, extname(name))));
      uploads.discard(upload);
      return state;
    },
    'project.resume': ({ projectId }, { session }) => {
      const project = projects.find(projectId);
      if (project === null) return null;
      projects.show(session, project);
      return project.state();
    },
    'project.saveAs': ({ path, overwrite }, { session }) => {
      const project = shownProject(session);
      projects.saveAs(project, userPath(path), overwrite);
      return project.changed();
    },
    'project.close': (_, { session }) => {
      projects.leave(session, { mayReturn: false });
      return null;
    },
  };
}

function damagedText({ name }: OpenProject): string {
  return `A part of “${name}” is damaged. It is opened for reading only, and what cannot be read is missing; take a copy of it from a backup if you have one.`;
}
