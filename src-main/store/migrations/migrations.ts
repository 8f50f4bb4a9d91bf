import { projectFile } from './001-projectFile.ts';
import { answerTable } from './002-answer.ts';

/** SQL that brings a file from one layout to the next: entry i makes version i + 1 (`user_version`). */
export const migrations: readonly string[] = [projectFile, answerTable];
