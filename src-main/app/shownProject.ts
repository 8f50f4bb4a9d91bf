import { AppError } from '../../src-shared/model/appError.ts';
import type { OpenProject } from './openProjects.ts';
import type { WindowSession } from './services.ts';

/** The project that the window shows. AppError where it shows none, as after the program was started again. */
export function shownProject(session: WindowSession): OpenProject {
  if (session.project !== null) return session.project;
  throw new AppError('no-project', 'No project is open in this window.', 'Open a project, or import data.');
}
