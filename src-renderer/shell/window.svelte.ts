/** What is open in the window besides its view. */
class WindowState {
  /** The search for commands. */
  searching = $state(false);
  /** The model whose name is being edited in the navigation. */
  renaming = $state.raw<number | null>(null);
  /** Narrow windows only: the builder lies over the results. */
  builderOpen = $state(false);
  width = $state(1440);

  /** Below this there is no room for three columns. */
  get builderSlides(): boolean {
    return this.width < 1200;
  }
}

export const windowState = new WindowState();
