import { session } from './session.svelte.ts';

/** Light or dark: as set, or as the system has it. */
class Appearance {
  readonly #query = matchMedia('(prefers-color-scheme: dark)');
  #systemIsDark = $state(this.#query.matches);

  constructor() {
    this.#query.addEventListener('change', (event) => {
      this.#systemIsDark = event.matches;
    });
  }

  get theme(): 'light' | 'dark' {
    const theme = session.info?.settings.theme ?? 'system';
    if (theme !== 'system') return theme;
    return this.#systemIsDark ? 'dark' : 'light';
  }
}

export const appearance = new Appearance();
