import { z } from 'zod';
import { analysisKind, questionSchema } from '../model/analyses/questionSchema.ts';
import { csvOptionsSchema } from '../model/csvReading.ts';
import type { DataStructure } from '../model/dataStructure.ts';
import type { ImportPreview } from '../model/importPreview.ts';
import { modelDraftSchema } from '../model/modelDraft.ts';
import type { OutputDocument } from '../model/outputDocument.ts';
import type { LevelCount, ProjectState } from '../model/project.ts';
import { settingsSchema } from '../model/settings.ts';
import type { ExampleInfo, RecentProject, Settings } from '../model/settings.ts';
import { variableTypes } from '../model/variable.ts';
import { request } from './definition.ts';

const nothing = z.strictObject({});
const path = z.string().min(1);
const id = z.int().positive();
const model = z.strictObject({ modelId: id });
/** Where the bytes of a data file are: on this machine's disk, or sent by the window before. */
const source = z.union([z.strictObject({ path }), z.strictObject({ upload: z.string().min(1) })]);
export type DataSource = z.infer<typeof source>;
const fileKind = z.enum(['project', 'data', 'html', 'pdf', 'table']);
export type FileKind = z.infer<typeof fileKind>;

/** What a window needs to know at its start. */
export interface StartInfo {
  readonly version: string;
  readonly host: 'electron' | 'web';
  /** Whether `dialog.*` show the system's own dialogs; else the window shows one of its own with `files.list`. */
  readonly nativeDialogs: boolean;
  /** Files to open first: from the command line or a double click. */
  readonly openPath: string | null;
  readonly settings: Settings;
  readonly recent: readonly RecentProject[];
  readonly examples: readonly ExampleInfo[];
}

export interface FolderListing {
  readonly folder: string;
  /** Null at the root. */
  readonly parent: string | null;
  /** Shortcuts such as the home folder and the documents. */
  readonly places: readonly { readonly name: string; readonly path: string }[];
  /** Folders first, by name; hidden ones left out. */
  readonly entries: readonly {
    readonly name: string;
    readonly path: string;
    readonly kind: 'folder' | 'file';
    /** Bytes; 0 for folders. */
    readonly size: number;
    /** ISO 8601, UTC. */
    readonly modifiedAt: string;
  }[];
}

/** Share of the work done so far, 0 to 1; NaN = unknown. */
export interface WorkProgress {
  readonly fraction: number;
  readonly doing: string;
}

/** A window of rows, column by column in the order asked for. */
export interface RowWindow {
  readonly from: number;
  /** Null = missing. */
  readonly columns: readonly (readonly (number | string | null)[])[];
}

/** Cells that a change of type could not read; they became missing (undo brings them back). */
export interface UnreadableCells {
  readonly count: number;
  /** At most 20; `row` from 0. */
  readonly first: readonly { readonly row: number; readonly text: string }[];
}

/**
 * Everything a window may ask. Requests that change a project answer after the change is on disk; the new
 * state comes as the event `project` as well, to every window that shows it.
 */
export const requests = {
  'app.start': request(nothing)<StartInfo>(),
  'settings.change': request(settingsSchema.partial())<Settings>(),
  'recent.list': request(nothing)<readonly RecentProject[]>(),
  'recent.forget': request(z.strictObject({ path }))<readonly RecentProject[]>(),
  /** Deletes an untitled project that is not open, for good; a saved one is the user's own file. */
  'recent.delete': request(z.strictObject({ path }))<readonly RecentProject[]>(),

  /** Null = the user closed the dialog. Only where `nativeDialogs`. */
  'dialog.open': request(z.strictObject({ kind: fileKind }))<string | null>(),
  'dialog.save': request(z.strictObject({ kind: fileKind, suggestedName: z.string() }))<string | null>(),
  /** Folders, and files of the kind. */
  'files.list': request(z.strictObject({ folder: path.nullable(), kind: fileKind }))<FolderListing>(),
  'files.createFolder': request(z.strictObject({ folder: path, name: z.string().min(1) }))<FolderListing>(),
  'files.exists': request(z.strictObject({ path }))<boolean>(),

  /** Bytes of a file that the window holds (dropped or picked in a browser), in pieces of at most 4 MB. */
  'upload.begin': request(z.strictObject({ name: z.string().min(1), size: z.int().nonnegative() }))<string>(),
  'upload.append': request(z.strictObject({ upload: z.string(), bytes: z.instanceof(Uint8Array) }))<null>(),
  'upload.discard': request(z.strictObject({ upload: z.string() }))<null>(),

  /** Reads the file as the options say; nothing is stored. */
  'import.preview': request(z.strictObject({ source, options: csvOptionsSchema }))<
    ImportPreview,
    WorkProgress
  >(),
  /** Opens a new untitled project with the data of the file. */
  'import.commit': request(z.strictObject({ source, options: csvOptionsSchema }))<
    ProjectState,
    WorkProgress
  >(),
  'example.open': request(z.strictObject({ exampleId: z.string() }))<ProjectState>(),

  'project.open': request(z.strictObject({ path }))<ProjectState>(),
  /** Opens a copy of an uploaded project file, untitled. */
  'project.openUpload': request(z.strictObject({ upload: z.string() }))<ProjectState>(),
  /** After a reload or a lost connection: takes up an open project again by its id. */
  'project.resume': request(z.strictObject({ projectId: z.string() }))<ProjectState | null>(),
  'project.saveAs': request(z.strictObject({ path, overwrite: z.boolean() }))<ProjectState>(),
  'project.close': request(nothing)<null>(),
  'history.undo': request(nothing)<ProjectState>(),
  'history.redo': request(nothing)<ProjectState>(),

  /** Rows `from` to `to` - 1 (0-based) of the variables, at most 1,000 rows. */
  'data.rows': request(
    z.strictObject({
      from: z.int().nonnegative(),
      to: z.int().nonnegative(),
      variableIds: z.array(id).max(200),
    }),
  )<RowWindow>(),
  'data.levels': request(z.strictObject({ variableId: id }))<readonly LevelCount[]>(),
  /** Facts for the model builder over named columns; `groupings` are lists of columns, outermost first. */
  'data.structure': request(
    z.strictObject({
      groupings: z.array(z.array(z.string()).min(1)),
      predictors: z.array(z.string()),
      response: z.string().nullable(),
      /** Further columns whose missing values leave out rows. */
      others: z.array(z.string()).default([]),
      /** Subjects and occasions to look at. */
      repeated: z
        .strictObject({ subject: z.array(z.string()).min(1), time: z.string(), group: z.string().nullable() })
        .nullable()
        .default(null),
    }),
  )<DataStructure>(),
  /** An empty text makes the cell missing; an unknown text becomes a new level. */
  'data.editCell': request(
    z.strictObject({ variableId: id, row: z.int().nonnegative(), text: z.string() }),
  )<ProjectState>(),
  'variable.change': request(
    z.strictObject({
      variableId: id,
      label: z.string().optional(),
      unit: z.string().optional(),
      type: z.enum(variableTypes).optional(),
      /** All levels in their new order; the first is the reference. */
      levels: z.array(z.string()).optional(),
    }),
  )<{ readonly project: ProjectState; readonly unreadable: UnreadableCells | null }>(),

  /** Without a draft: an empty model. The answer's last model is the new one. */
  'model.create': request(
    z.strictObject({ name: z.string().min(1).optional(), draft: modelDraftSchema.optional() }),
  )<ProjectState>(),
  'model.duplicate': request(model)<ProjectState>(),
  'model.rename': request(z.strictObject({ modelId: id, name: z.string().min(1) }))<ProjectState>(),
  'model.delete': request(model)<ProjectState>(),
  /** `label` says what was done, for undo: `Add Days to predictors`. */
  'model.change': request(
    z.strictObject({ modelId: id, draft: modelDraftSchema, label: z.string().min(1) }),
  )<ProjectState>(),
  /** Queues a fit of the model as it stands; progress and result come with the events. */
  'model.run': request(model)<ProjectState>(),
  'model.cancel': request(model)<ProjectState>(),

  /** Queues a question on top of the model's result; one of the same kind that waits or runs is replaced. */
  'analysis.run': request(z.strictObject({ modelId: id, question: questionSchema }))<ProjectState>(),
  /** Ends it without an answer; an earlier one of the kind stays, and a failure is forgotten. */
  'analysis.cancel': request(z.strictObject({ modelId: id, kind: analysisKind }))<ProjectState>(),
  /** Takes the stored answer away, and ends one that waits or runs; does nothing where there is none. */
  'analysis.remove': request(z.strictObject({ modelId: id, kind: analysisKind }))<ProjectState>(),
  /** Ends it with what there is so far, where the analysis can do that: the bootstrap with fewer replicates. */
  'analysis.stop': request(z.strictObject({ modelId: id, kind: analysisKind }))<null>(),

  /** The report of the stored result. */
  'result.document': request(model)<OutputDocument>(),
  'result.export': request(
    z.strictObject({
      modelId: id,
      format: z.enum(['html', 'pdf']),
      path,
      overwrite: z.boolean(),
    }),
  )<{ readonly path: string }>(),
  /** The data with the fitted values and residuals of the stored result, as CSV. */
  'result.exportRows': request(z.strictObject({ modelId: id, path, overwrite: z.boolean() }))<{
    readonly path: string;
  }>(),
  /** Shows a written file with the system's program for it. */
  'files.show': request(z.strictObject({ path }))<null>(),
} as const;

export type Requests = typeof requests;
