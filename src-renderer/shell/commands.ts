import type { ModelState, ProjectState } from '../../src-shared/model/project.ts';
import type { Settings } from '../../src-shared/model/settings.ts';
import type { View } from '../state/view.ts';

/** What can be done now; the one list behind menu, shortcuts and the search for commands. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** As `Mod+Shift+Z`; the first is shown. */
  readonly shortcuts: readonly string[];
  readonly enabled: boolean;
  /** False where the key means something of its own to a text field or a grid. */
  readonly inTextFields: boolean;
  readonly run: () => void;
}

/** What commands do; the window's own part of it is in `actions.ts`. */
export interface Actions {
  readonly chooseFile: (kind: 'project' | 'data') => void;
  readonly saveAs: () => void;
  readonly closeProject: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly newModel: () => void;
  readonly fit: (model: ModelState) => void;
  readonly cancelFit: (model: ModelState) => void;
  readonly renameModel: (model: ModelState) => void;
  readonly duplicateModel: (model: ModelState) => void;
  readonly deleteModel: (model: ModelState) => void;
  readonly exportRows: (model: ModelState) => void;
  readonly exportReport: (model: ModelState, format: 'pdf' | 'html') => void;
  readonly goTo: (view: View) => void;
  readonly setTheme: (theme: Settings['theme']) => void;
  readonly toggleNavigation: () => void;
  readonly toggleBuilder: () => void;
  readonly searchCommands: () => void;
}

export interface CommandState {
  readonly project: ProjectState | null;
  /** The model that is shown; null = none. */
  readonly model: ModelState | null;
  /** Whether the model says enough to be fitted. */
  readonly complete: boolean;
  /** Whether the builder slides over the results instead of standing beside them. */
  readonly builderSlides: boolean;
}

export function commandsFor(state: CommandState, actions: Actions): readonly Command[] {
  const { project, model } = state;
  const writable = project !== null && !project.readOnly;
  const changeable = writable && model !== null;
  /** For a command that is only enabled while a model is shown. */
  const onModel = (run: (model: ModelState) => void) => () => {
    if (model !== null) run(model);
  };
  const commands: (Partial<Command> & Pick<Command, 'id' | 'label' | 'run'>)[] = [
    {
      id: 'project.open',
      label: 'Open a project',
      shortcuts: ['Mod+O'],
      run: () => {
        actions.chooseFile('project');
      },
    },
    {
      id: 'data.import',
      label: 'Open a data file',
      shortcuts: ['Mod+I'],
      run: () => {
        actions.chooseFile('data');
      },
    },
    {
      id: 'example.open',
      label: 'New from an example',
      run: () => {
        actions.goTo({ kind: 'start' });
      },
    },
    {
      id: 'project.saveAs',
      label: 'Save as',
      shortcuts: ['Mod+Shift+S', 'Mod+S'],
      enabled: project !== null,
      run: actions.saveAs,
    },
    {
      id: 'project.close',
      label: 'Close the project',
      enabled: project !== null,
      run: actions.closeProject,
    },
    {
      id: 'edit.undo',
      label: titled('Undo', project?.undo ?? null),
      shortcuts: ['Mod+Z'],
      enabled: writable && project.undo !== null,
      inTextFields: false,
      run: actions.undo,
    },
    {
      id: 'edit.redo',
      label: titled('Redo', project?.redo ?? null),
      shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
      enabled: writable && project.redo !== null,
      inTextFields: false,
      run: actions.redo,
    },
    {
      id: 'model.new',
      label: 'New model',
      shortcuts: ['Mod+M'],
      enabled: writable,
      run: actions.newModel,
    },
    {
      id: 'model.fit',
      label: titled('Fit', model?.name ?? 'the model'),
      shortcuts: ['Mod+Enter'],
      enabled: changeable && state.complete && model.run === null,
      run: onModel(actions.fit),
    },
    {
      id: 'model.cancel',
      label: 'Cancel the fit',
      shortcuts: ['Mod+.'],
      enabled: model !== null && model.run !== null,
      run: onModel(actions.cancelFit),
    },
    {
      id: 'model.rename',
      label: titled('Rename', model?.name ?? 'the model'),
      shortcuts: ['F2'],
      enabled: changeable,
      inTextFields: false,
      run: onModel(actions.renameModel),
    },
    {
      id: 'model.duplicate',
      label: titled('Duplicate', model?.name ?? 'the model'),
      shortcuts: ['Mod+D'],
      enabled: changeable,
      run: onModel(actions.duplicateModel),
    },
    {
      id: 'model.delete',
      label: titled('Delete', model?.name ?? 'the model'),
      enabled: changeable,
      run: onModel(actions.deleteModel),
    },
    {
      id: 'report.exportPdf',
      label: 'Export the report as PDF',
      shortcuts: ['Mod+E', 'Mod+P'],
      enabled: model !== null && model.result !== null,
      run: onModel((shown) => {
        actions.exportReport(shown, 'pdf');
      }),
    },
    {
      id: 'report.exportHtml',
      label: 'Export the report as a web page',
      enabled: model !== null && model.result !== null,
      run: onModel((shown) => {
        actions.exportReport(shown, 'html');
      }),
    },
    {
      id: 'rows.export',
      label: 'Export fitted values and residuals',
      enabled: model !== null && model.result !== null && !model.result.outOfDate.includes('data'),
      run: onModel(actions.exportRows),
    },
    {
      id: 'view.data',
      label: 'Go to the data',
      enabled: project !== null,
      run: () => {
        actions.goTo({ kind: 'data' });
      },
    },
    ...(project?.models ?? []).map(({ id, name }) => ({
      id: `view.model.${id}`,
      label: titled('Go to', name),
      run: () => {
        actions.goTo({ kind: 'model', modelId: id });
      },
    })),
    {
      id: 'view.navigation',
      label: 'Show or hide the navigation',
      shortcuts: ['Mod+B'],
      enabled: project !== null,
      run: actions.toggleNavigation,
    },
    {
      id: 'view.builder',
      label: 'Show or hide the model builder',
      enabled: model !== null && state.builderSlides,
      run: actions.toggleBuilder,
    },
    {
      id: 'theme.system',
      label: 'Colours as the system has them',
      run: () => {
        actions.setTheme('system');
      },
    },
    {
      id: 'theme.light',
      label: 'Light colours',
      run: () => {
        actions.setTheme('light');
      },
    },
    {
      id: 'theme.dark',
      label: 'Dark colours',
      run: () => {
        actions.setTheme('dark');
      },
    },
    {
      id: 'view.commands',
      label: 'Search commands',
      shortcuts: ['Mod+K'],
      run: actions.searchCommands,
    },
  ];
  return commands.map((command) => ({ shortcuts: [], enabled: true, inTextFields: true, ...command }));
}

/** `Undo: Add Days to predictors` */
function titled(verb: string, what: string | null): string {
  return what === null ? verb : `${verb}: ${what}`;
}
