/** Counts open windows and tells when there has been none for a while, after there was at least one. */
export interface WindowCount {
  readonly opened: () => void;
  readonly closed: () => void;
  readonly stop: () => void;
}

/** @param delayMs how long without a window; null = never tell */
export function countWindows(delayMs: number | null, onNoneLeft: () => void): WindowCount {
  let open = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    opened() {
      open++;
      clearTimeout(timer);
    },
    closed() {
      open--;
      if (open === 0 && delayMs !== null) timer = setTimeout(onNoneLeft, delayMs);
    },
    stop() {
      delayMs = null;
      clearTimeout(timer);
    },
  };
}
