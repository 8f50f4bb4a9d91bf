import type { View } from './view.ts';

/** What a window keeps over a reload of its page; gone with the window. */
interface Remembered {
  readonly projectId: string;
  readonly view: View;
}

const key = 'nestwise-window';

export function remember(state: Remembered | null): void {
  if (state === null) sessionStorage.removeItem(key);
  else if (state.view.kind === 'import') remember({ ...state, view: { kind: 'data' } });
  else sessionStorage.setItem(key, JSON.stringify(state));
}

export function recall(): Remembered | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Remembered);
}
