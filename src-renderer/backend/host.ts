/** What Electron's preload script gives to the window; undefined in a browser. */
export interface ElectronBridge {
  /** Asks for a channel to the back end; its port comes as a window message with this text as data. */
  connect(): void;
  /** Where a dropped or picked file lies on disk. */
  pathOfFile(file: File): string;
}

/** The data of the window message that carries the port. */
export const portMessage = 'nestwise-port';

declare global {
  interface Window {
    readonly nestwise?: ElectronBridge;
  }
}

/** The path of a dropped or picked file; null in a browser, which tells no paths: its bytes are sent instead. */
export function pathOfFile(file: File): string | null {
  const path = window.nestwise?.pathOfFile(file) ?? '';
  return path === '' ? null : path;
}
