import { projectFile } from './001-projectFile.ts';

/** SQL that brings a file from one layout to the next: entry i makes version i + 1 (`user_version`). */
export const migrations: readonly string[] = [projectFile];
