import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { analysisHandlers } from './analyses.ts';
import { dataHandlers } from './data.ts';
import { dialogHandlers } from './dialogs.ts';
import { documentHandlers } from './documents.ts';
import { exampleHandlers } from './examples.ts';
import { exportHandlers } from './exports.ts';
import { fileHandlers } from './files.ts';
import { importHandlers } from './imports.ts';
import { modelHandlers } from './models.ts';
import { projectHandlers } from './project.ts';
import { recentHandlers } from './recent.ts';
import { runHandlers } from './runs.ts';
import type { Services, WindowSession } from './services.ts';
import { settingsHandlers } from './settings.ts';
import { startHandlers } from './start.ts';
import { structureHandlers } from './structure.ts';
import { uploadHandlers } from './uploads.ts';

/** One handler per request of the contract; the areas have a file each. */
export function createHandlers(services: Services): Handlers<Requests, WindowSession> {
  return {
    ...startHandlers(services),
    ...settingsHandlers(services),
    ...recentHandlers(services),
    ...dialogHandlers(services),
    ...fileHandlers(services),
    ...uploadHandlers(services),
    ...importHandlers(services),
    ...exampleHandlers(services),
    ...projectHandlers(services),
    ...dataHandlers(),
    ...structureHandlers(services),
    ...modelHandlers(),
    ...runHandlers(services),
    ...analysisHandlers(services),
    ...documentHandlers(),
    ...exportHandlers(services),
  };
}
