import type { FileKind } from '../../src-shared/contract/requests.ts';
import type { WorkerProcess } from '../jobs/workerProcess.ts';

/** What a host gives to the program: everything that differs between Electron and a browser window. */
export interface Environment {
  readonly version: string;
  readonly host: 'electron' | 'web';
  /** The user's folder for settings, the list of recent projects, and untitled projects. */
  readonly dataFolder: string;
  /** A file to open first; null = none. */
  readonly openPath: string | null;
  readonly startWorker: () => WorkerProcess;
  /** Prints a self-contained page. Throws AppError where that is impossible. */
  readonly printPdf: (html: string, outPath: string) => Promise<void>;
  /** The system's own dialogs; null where the host has none and the window shows its own. */
  readonly dialogs: {
    readonly open: (kind: FileKind, folder: string | null) => Promise<string | null>;
    readonly save: (kind: FileKind, suggestedName: string, folder: string | null) => Promise<string | null>;
  } | null;
  /** Opens a written file with the system's program for it. */
  readonly showFile: (path: string) => Promise<void>;
  /** An exception of the program itself: logged where a developer finds it. */
  readonly onBug: (error: unknown) => void;
}
