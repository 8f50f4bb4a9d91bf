/**
 * Passes on the first call at once and later ones at most every `intervalMs`; the others are left out.
 *
 * @returns whether the call was passed on
 */
export function throttle<T>(
  tell: (value: T) => void,
  intervalMs: number,
  now: () => number = () => performance.now(),
): (value: T) => boolean {
  let last = -Infinity;
  return (value) => {
    const time = now();
    if (time - last < intervalMs) return false;
    last = time;
    tell(value);
    return true;
  };
}
