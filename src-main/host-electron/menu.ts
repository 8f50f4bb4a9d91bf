import { Menu, type MenuItemConstructorOptions } from 'electron';

const isMac = process.platform === 'darwin';
const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The menu: the system's roles, and commands of the window by their ids. */
export function setMenu(command: (id: string) => void): void {
  const item = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    // The keys are the window's own business, which knows whether a text field is meant.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => {
      command(id);
    },
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        item('Open a project', 'project.open', 'CmdOrCtrl+O'),
        item('Open a data file', 'data.import', 'CmdOrCtrl+I'),
        separator,
        item('Save as', 'project.saveAs', 'CmdOrCtrl+Shift+S'),
        item('Export the report as PDF', 'report.exportPdf', 'CmdOrCtrl+E'),
        item('Export the report as a web page', 'report.exportHtml'),
        separator,
        item('Close the project', 'project.close'),
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        // Without the roles a Mac's text fields cannot undo.
        isMac ? { role: 'undo' } : item('Undo', 'edit.undo', 'CmdOrCtrl+Z'),
        isMac ? { role: 'redo' } : item('Redo', 'edit.redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        item('Search commands', 'view.commands', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
