/** Progress is told to windows at most this often. */
const PROGRESS_MS = 100;

/** Passes on the first call and later ones at most ten times a second; the others are left out. */
export function throttled<T>(tell: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    tell(value);
  };
}
