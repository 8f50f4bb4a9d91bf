/** All that the window has of Electron: a channel to the back end, and where a dropped file lies. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

declare const window: {
  postMessage(data: unknown, origin: string, ports: readonly unknown[]): void;
  readonly location: { readonly origin: string };
};

contextBridge.exposeInMainWorld('nestwise', {
  connect: () => {
    ipcRenderer.send('connect');
  },
  pathOfFile: (file: Parameters<typeof webUtils.getPathForFile>[0]) => webUtils.getPathForFile(file),
});

// A port cannot cross the bridge, but it can be sent to the page as a message.
ipcRenderer.on('port', ({ ports }) => {
  window.postMessage('nestwise-port', window.location.origin, ports);
});
