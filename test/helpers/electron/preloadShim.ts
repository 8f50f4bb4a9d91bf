import { readFileSync } from 'node:fs';

/**
 * The script that a page runs first: the built preload script with what it may have of Electron. Ports become
 * real ones of the page, so that everything crosses by structured clone; their other ends are joined to the
 * main process by `standInIpc` and `standInPort`.
 */
export function preloadShim(preload: string): string {
  return `(() => {
  if (window !== window.top) return;
  const listeners = {};
  const ports = {};
  window.standInReceive = (channel, message, portIds) => {
    const opened = portIds.map((id) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => void window.standInPort(id, data);
      ports[id] = port1;
      return port2;
    });
    for (const listener of listeners[channel] ?? []) listener({ ports: opened }, message);
  };
  window.standInDeliver = (id, data) => ports[id].postMessage(data);
  const electron = {
    contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api; } },
    ipcRenderer: {
      send: (channel, ...args) => void window.standInIpc(channel, args),
      on: (channel, listener) => (listeners[channel] ??= []).push(listener),
    },
    webUtils: { getPathForFile: (file) => window.standInPaths?.[file.name] ?? '' },
  };
  const module = { exports: {} };
  ((require, module, exports) => {
${readFileSync(preload, 'utf8')}
  })((name) => {
    if (name === 'electron') return electron;
    throw new Error('A sandboxed preload script cannot load ' + name);
  }, module, module.exports);
})();`;
}
