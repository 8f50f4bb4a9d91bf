import { join } from 'node:path';
import { BrowserWindow, nativeTheme, session, type WebContents } from 'electron';
import { programFolder } from '../app/places.ts';
import { windowAddress } from './scheme.ts';
import type { openWindowState } from './windowState.ts';

/** Copying a table is all that a page of this program ever needs permission for. */
const allowedPermission = 'clipboard-sanitized-write';

/** What no page may have, whatever it asks for. Once, before the first window. */
export function lockPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer((permission as string) === allowedPermission);
  });
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission) => (permission as string) === allowedPermission,
  );
}

/** Shows the window where it was left. */
export function createWindow(state: ReturnType<typeof openWindowState>): BrowserWindow {
  const { bounds, maximised } = state.read();
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...bounds,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Nestwise',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17191b' : '#f6f6f4',
    webPreferences: {
      preload: join(programFolder, 'out', 'preload', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  lockNavigation(window.webContents);
  if (maximised) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    state.keep(window);
  });
  // The page is gone, the project is not: the new page takes it up again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  void window.loadURL(windowAddress);
  return window;
}

/** The window shows this program's page and no other; a link, a dropped file or a script cannot change that. */
function lockNavigation(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => {
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
