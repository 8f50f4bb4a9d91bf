import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests, UnreadableCells } from '../../src-shared/contract/requests.ts';
import { changeProject } from './changeProject.ts';
import type { WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';

type DataRequests = 'data.rows' | 'data.levels' | 'data.editCell' | 'variable.change';

/** Rows of one answer, however many are asked for. */
const maxRows = 1000;

export function dataHandlers(): Pick<Handlers<Requests, WindowSession>, DataRequests> {
  return {
    'data.rows': ({ from, to, variableIds }, { session }) => ({
      from,
      columns: shownProject(session).store.rows(from, Math.min(to, from + maxRows), variableIds),
    }),
    'data.levels': ({ variableId }, { session }) => shownProject(session).store.levels(variableId),
    'data.editCell': ({ variableId, row, text }, { session }) =>
      changeProject(session, (store) => {
        store.editCell(variableId, row, text);
      }),
    'variable.change': ({ variableId, ...change }, { session }) => {
      let unreadable: UnreadableCells | null = null;
      const project = changeProject(session, (store) => {
        unreadable = store.changeVariable(variableId, change);
      });
      return { project, unreadable };
    },
  };
}
