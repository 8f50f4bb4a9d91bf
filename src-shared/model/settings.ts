import { z } from 'zod';

/** What the program remembers between sessions, apart from projects. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Widths of the columns in per cent of the window; null = as designed. */
  panes: z.strictObject({ navigation: z.number(), builder: z.number() }).nullable(),
  navigationCollapsed: z.boolean(),
  /** The folder that file dialogs start in; null = the user's documents. */
  lastFolder: z.string().nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  panes: null,
  navigationCollapsed: false,
  lastFolder: null,
};

/** A project opened before, the latest first. */
export interface RecentProject {
  readonly path: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly untitled: boolean;
  /** False where the file is gone. */
  readonly exists: boolean;
}

/** A data set that comes with the program. */
export interface ExampleInfo {
  readonly id: string;
  readonly title: string;
  /** One sentence each: where the data come from; what is asked of them. */
  readonly source: string;
  readonly question: string;
  readonly nRows: number;
  readonly nVariables: number;
  /** The prepared model. */
  readonly formula: string;
}
